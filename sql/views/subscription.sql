-- api.subscription: the plan of the tenant, one row. id and what belongs to a subscription are
-- null where it has none, and the plan is that of the installation.
--   limits  those that hold: of the plan, and the tenant's own instead
create or replace view api.subscription with (security_invoker = true) as
select s.id,
       p.id as plan_id,
       p.name as plan_name,
       p.plan_type,
       coalesce(s.status, 'active') as status,
       coalesce(s.billing_cycle, 'monthly') as billing_cycle,
       period.since as current_period_start,
       case s.status when 'cancelled' then s.current_period_end else period.until end as current_period_end,
       n.limits,
       s.provider_ref,
       s.provider_customer_ref,
       s.created_at,
       s.updated_at
  from app.plans_now n
  join plans p on p.id = n.plan_id
  left join subscriptions s on (s.tenant_id, s.id) = (n.tenant_id, n.subscription_id)
 cross join lateral app.period_at(coalesce(s.current_period_start, app.epoch()),
                                  app.cycle_months(s.billing_cycle), now()) period;

grant select on api.subscription to muster_web;
