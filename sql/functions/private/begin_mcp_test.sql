-- private.begin_mcp_test(wanted uuid) returns at most one row: what it takes to call an MCP
-- server of the tenant.
--   token     sealed; null: it has none, or it is not in use
--   headers   {name: sealed, as the text of a bytea}
--   key_id, master_id, wrapped   of the tenant's data key, which opens both
--
-- A definer function, because the web servers read no sealed value but for this call.
create or replace function private.begin_mcp_test(wanted uuid)
returns table (id uuid, version int, url text, auth_type text, tenant_id uuid, token bytea, headers jsonb,
               key_id uuid, master_id text, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.id, m.version, m.url, m.auth_type, m.tenant_id, c.sealed,
         (select coalesce(jsonb_object_agg(h.name, h.sealed::text), '{}') from mcp_headers h
           where (h.tenant_id, h.server_id) = (m.tenant_id, m.id)),
         k.id, k.master_id, k.wrapped
    from mcp_servers m
    left join credentials c on (c.tenant_id, c.id) = (m.tenant_id, m.credential_id)
         and c.active and coalesce(c.expires_at > now(), true)
    left join data_keys k on k.tenant_id = m.tenant_id
   where m.tenant_id = (select auth.tenant()) and m.id = wanted
     and (select auth.has_role('operator'))
$$;

grant execute on function private.begin_mcp_test(uuid) to muster_web;
