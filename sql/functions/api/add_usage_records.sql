-- api.add_usage_records(records jsonb) returns bigint: how many of the events are new; one that
-- was told before is not counted again, and stays as it was told first.
--
-- The members are those of the resource usageRecord. Where no cost is told, it is the price of so
-- many units; a period without an end is a moment.
create or replace function api.add_usage_records(records jsonb) returns bigint
language sql as $$
  with added as (
    insert into usage_records (event_id, subscription_id, billing_unit, quantity, unit_price_micros,
                               cost_micros, currency, period_start, period_end, description)
    select r."eventId", (select n.subscription_id from app.plans_now n), r."billingUnit", r.quantity,
           r."unitPriceMicros",
           coalesce(r."costMicros", app.saturate(round(r.quantity * coalesce(r."unitPriceMicros", 0)))), r.currency,
           coalesce(r."periodStart", now()), coalesce(r."periodEnd", r."periodStart", now()), r.description
      from jsonb_to_recordset(records) as r
           ("eventId" text, "billingUnit" text, quantity numeric, "unitPriceMicros" numeric,
            "costMicros" bigint, currency text, "periodStart" timestamptz, "periodEnd" timestamptz,
            description text)
    on conflict on constraint usage_event_counts_once do nothing
    returning id
  )
  select count(*) from added
$$;

grant execute on function api.add_usage_records(jsonb) to muster_web;
