-- demo_usage.sql: plans of the two organisations of demo.sql, and what was reported of their use
-- beside executions. Runs in the same transaction, behind it.
set local role muster_owner;

-- Quay comes near the tokens of its plan; Harbour has none of the limits
insert into subscriptions (tenant_id, plan_id, billing_cycle, current_period_start, current_period_end, limits)
select t.id, p.id, s.cycle, now() - s.days * interval '1 day',
       (select e.until from app.period_at(now() - s.days * interval '1 day', app.cycle_months(s.cycle), now()) e),
       s.limits::jsonb
  from demo_tenants t
  join (values ('harbour', 'Enterprise', 'yearly', 210, '{"executions": null}'),
               ('quay', 'Pro', 'monthly', 49, '{"pages": 25000}')) s (slug, plan, cycle, days, limits) on s.slug = t.slug
  join plans p on p.name = s.plan;

insert into usage_records (tenant_id, event_id, subscription_id, billing_unit, quantity, unit_price_micros,
                           cost_micros, period_start, period_end, description, created_by, created_at)
select t.id, r.event || '-' || to_char(now() - r.days * interval '1 day', 'YYYY-MM-DD'), s.id, r.unit, r.quantity, r.price,
       round(r.quantity * coalesce(r.price, 0)), now() - r.days * interval '1 day', now() - (r.days - 1) * interval '1 day',
       r.description, u.id, now() - (r.days - 1) * interval '1 day'
  from demo_tenants t
  join subscriptions s on s.tenant_id = t.id
  join users u on u.email = 'operator@' || t.slug || '.example'
  join (
    select 'harbour', 'storage', 'storageGb', 5.5 + n % 4, 20000, 'Documents and attachments', n from generate_series(1, 24) n
    union all
    select 'harbour', 'mail', 'mails', 310 + (n * 37) % 140, 100, 'Answers sent to customers', n from generate_series(1, 24) n
    union all
    select 'quay', 'scan', 'pages', 800 + (n * 91) % 400, 1500, 'Invoices scanned', n from generate_series(1, 12) n
    union all
    select 'quay', 'opening', 'executions', 18450, null, 'Taken over from the system before', 50
  ) r (slug, event, unit, quantity, price, description, days) on r.slug = t.slug;

select private.fold_own();

reset role;
