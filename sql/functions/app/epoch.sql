-- app.epoch() returns timestamptz: the origin of buckets; a midnight UTC.
create or replace function app.epoch() returns timestamptz
language sql immutable parallel safe as $$
  select timestamptz '2000-01-01 00:00:00+00'
$$;

grant execute on function app.epoch() to muster_web;
