-- api.list_tenants() returns id uuid, name text, role text, is_current boolean: where the
-- user who asks is a member.
create or replace function api.list_tenants()
returns table (id uuid, name text, role text, is_current boolean)
language sql stable as $$
  select t.id, t.name, t.role, t.is_current from private.own_tenants() t
$$;

grant execute on function api.list_tenants() to muster_web;
