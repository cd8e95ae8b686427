-- private.audit_tool_call(server uuid, address text, tool text, error text)
--   an entry of the audit log: a tool of an MCP server was called
--
-- server null: it is none of the tenant's. Of the address the host alone is told, because the
-- rest may hold a secret; what the tool was given and what it answered is the caller's.
-- error null: it answered.
--
-- A definer function, because the servers cannot write the log.
create or replace function private.audit_tool_call(server uuid, address text, tool text, error text)
returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into audit_log (tenant_id, action, noun, row_id, success, after)
  select auth.tenant(), 'call-tool', 'mcpServer', server, error is null,
         jsonb_strip_nulls(jsonb_build_object(
           'name', substring(address from '^[a-zA-Z]+://([^/?#]+)'), 'tool', tool, 'error', error))
   where auth.has_role('operator')
$$;

grant execute on function private.audit_tool_call(uuid, text, text, text) to muster_web;
