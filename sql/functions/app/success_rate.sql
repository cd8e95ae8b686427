-- app.success_rate(completed numeric, failed numeric, timeout numeric) returns numeric:
-- percent with two decimals of the runs that ended by themselves; 0 when none did.
create or replace function app.success_rate(completed numeric, failed numeric, timeout numeric)
returns numeric
language sql immutable as $$
  select coalesce(round(100 * completed / nullif(completed + failed + timeout, 0), 2), 0)
$$;

grant execute on function app.success_rate(numeric, numeric, numeric) to muster_web;
