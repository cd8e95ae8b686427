-- app.is_standing(unit text) returns boolean: whether a unit stands there and is counted as it
-- is; all others happen, and are summed by month.
create or replace function app.is_standing(unit text) returns boolean
language sql immutable parallel safe as $$
  select unit in ('agents', 'members', 'workflows')
$$;

grant execute on function app.is_standing(text) to muster_web;
