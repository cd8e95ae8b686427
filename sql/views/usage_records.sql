-- api.usage_records: what was reported of the tenant's use, beside what is counted anyway.
create or replace view api.usage_records with (security_invoker = true) as
select r.id,
       r.event_id,
       r.subscription_id,
       r.billing_unit,
       r.quantity,
       r.unit_price_micros,
       r.cost_micros,
       r.currency,
       r.period_start,
       r.period_end,
       r.description,
       r.created_by as created_by_id,
       u.name as created_by_name,
       u.email as created_by_email,
       r.created_at
  from usage_records r
  left join users u on u.id = r.created_by;

grant select on api.usage_records to muster_web;
