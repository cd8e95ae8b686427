-- app.six_hours(at timestamptz) returns timestamptz: the bucket of six hours.
create or replace function app.six_hours(at timestamptz) returns timestamptz
language sql immutable parallel safe as $$
  select date_bin('6 hours', at, app.epoch())
$$;

grant execute on function app.six_hours(timestamptz) to muster_web;
