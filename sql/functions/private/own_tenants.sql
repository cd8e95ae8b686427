-- private.own_tenants() returns id uuid, name text, role text, is_current boolean: the
-- tenants of the user who asks, for api.list_tenants().
create or replace function private.own_tenants()
returns table (id uuid, name text, role text, is_current boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select t.id, t.name, m.role, t.id = auth.tenant()
    from user_tenants ut
    join memberships m on m.tenant_id = ut.tenant_id and m.user_id = ut.user_id
    join tenants t on t.id = m.tenant_id
   where ut.user_id = auth.user_id() and m.ended_at is null and t.active
   order by t.name, t.id
$$;

grant execute on function private.own_tenants() to muster_web;
