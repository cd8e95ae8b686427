-- app.saturate(n numeric) returns bigint: the nearest one. Sums of what clients report must
-- never fail for being too large: one that did would end the fold of all tenants.
create or replace function app.saturate(n numeric) returns bigint
language sql immutable parallel safe as $$
  select greatest(least(n, 9223372036854775807), -9223372036854775808)::bigint
$$;

grant execute on function app.saturate(numeric) to muster_web;
