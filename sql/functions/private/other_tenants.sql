-- private.other_tenants(person uuid, but uuid) returns text
--
-- The tenants that a user is in besides one, as JSON [{id, name}]: twenty by name; null for
-- none. For auth.begin.
create or replace function private.other_tenants(person uuid, but uuid) returns text
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select json_agg(json_build_object('id', t.id, 'name', t.name))::text
    from (select t.id, t.name
            from user_tenants ut
            join memberships m on (m.tenant_id, m.user_id) = (ut.tenant_id, ut.user_id)
            join tenants t on t.id = ut.tenant_id and t.active
           where ut.user_id = person and ut.tenant_id <> but and m.ended_at is null
           order by t.name, t.id limit 20) t
$$;
