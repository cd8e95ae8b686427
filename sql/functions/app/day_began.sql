-- app.day_began() returns timestamptz: 24 hours ago, to five minutes.
create or replace function app.day_began() returns timestamptz
language sql stable parallel safe as $$
  select app.five_minutes(now() - interval '24 hours')
$$;

grant execute on function app.day_began() to muster_web;
