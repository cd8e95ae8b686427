-- app.hour(at timestamptz) returns timestamptz: the beginning of the hour (UTC).
create or replace function app.hour(at timestamptz) returns timestamptz
language sql immutable parallel safe as $$
  select date_bin('1 hour', at, app.epoch())
$$;

grant execute on function app.hour(timestamptz) to muster_web;
