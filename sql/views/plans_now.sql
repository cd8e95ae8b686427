-- app.plans_now: the plan that holds for a tenant, one row each: of its subscription, or the
-- plan of the installation. A subscription that was cancelled holds until its period ends.
--   limits        of the plan, and those that the subscription has instead; only what is limited
--   since, until  the month that counts: months begin as the subscription did
create or replace view app.plans_now with (security_invoker = true) as
select t.id as tenant_id,
       s.id as subscription_id,
       p.id as plan_id,
       jsonb_strip_nulls(p.limits || coalesce(s.limits, '{}')) as limits,
       m.since,
       m.until
  from tenants t
  left join subscriptions s
    on s.tenant_id = t.id and s.status <> 'expired'
       and (s.status = 'active' or s.current_period_end > now())
  join plans p on p.id = coalesce(s.plan_id, (select d.id from plans d where d.is_default))
 cross join lateral app.period_at(coalesce(s.current_period_start, app.epoch()), 1, now()) m;

grant select on app.plans_now to muster_web;
