-- app.cycle_months(cycle text) returns int: how many months a billing cycle has.
create or replace function app.cycle_months(cycle text) returns int
language sql immutable parallel safe as $$
  select case cycle when 'yearly' then 12 else 1 end
$$;

grant execute on function app.cycle_months(text) to muster_web;
