-- app.days_ago(days int) returns timestamptz: the beginning (UTC) of the day so many days
-- before today.
create or replace function app.days_ago(days int) returns timestamptz
language sql stable parallel safe as $$
  select date_trunc('day', now(), 'UTC') - days * interval '24 hours'
$$;

grant execute on function app.days_ago(int) to muster_web;
