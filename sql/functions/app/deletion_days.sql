-- app.deletion_days(setting text) returns int: how many days the deletion of a tenant can be
-- called off; 7 where no number above 0 is set.
create or replace function app.deletion_days(setting text) returns int
language sql immutable parallel safe as $$
  select case when setting ~ '^[1-9][0-9]{0,2}$' then setting::int else 7 end
$$;

grant execute on function app.deletion_days(text) to muster_web;
