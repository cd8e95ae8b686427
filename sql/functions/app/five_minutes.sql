-- app.five_minutes(at timestamptz) returns timestamptz: the bucket of five minutes.
create or replace function app.five_minutes(at timestamptz) returns timestamptz
language sql immutable parallel safe as $$
  select date_bin('5 minutes', at, app.epoch())
$$;

grant execute on function app.five_minutes(timestamptz) to muster_web;
