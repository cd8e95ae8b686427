-- app.period_end(anchor timestamptz, cycle text) returns timestamptz: when the billing period
-- ends that is now, of those that began at the anchor; a cycle of null is monthly.
create or replace function app.period_end(anchor timestamptz, cycle text) returns timestamptz
language sql stable parallel safe as $$
  select p.until from app.period_at(anchor, app.cycle_months(cycle), now()) p
$$;

grant execute on function app.period_end(timestamptz, text) to muster_web;
