-- api.plans: what this installation offers, to all; is_default is of organisations without a
-- subscription.
create or replace view api.plans with (security_invoker = true) as
select p.id,
       p.name,
       p.plan_type,
       p.price_monthly_micros,
       p.price_yearly_micros,
       p.currency,
       p.features,
       p.limits,
       p.is_active,
       p.is_default,
       p.created_at,
       p.updated_at
  from plans p;

grant select on api.plans to muster_web;
