-- api.switch_tenant(wanted uuid) returns boolean: whether the session that asks is in that
-- tenant from the next unit on.
create or replace function api.switch_tenant(wanted uuid) returns boolean
language sql as $$
  select private.switch_tenant(wanted)
$$;

grant execute on function api.switch_tenant(uuid) to muster_web;
