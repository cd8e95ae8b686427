-- app.retention_days(setting text) returns int: how many days executions are kept; null, for
-- ever, where nothing, 0 or no number is set.
create or replace function app.retention_days(setting text) returns int
language sql immutable parallel safe as $$
  select case when setting ~ '^[0-9]{1,6}$' then nullif(setting::int, 0) end
$$;
