-- private.end_mcp_test(wanted uuid, seen int, error text, tools text[], details jsonb)
--   returns boolean: it is stored; false: the server was changed since it was looked at
--
-- error null: it answered, with these tools. They stay what they were where it did not.
--
-- A definer function, because who may test a server may not change it.
create or replace function private.end_mcp_test(wanted uuid, seen int, error text, tools text[], details jsonb)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not auth.has_role('operator') then
    return false;
  end if;
  update mcp_servers m
     set connection_status = case when error is null then 'connected' else 'error' end,
         tested_at = now(),
         last_error = end_mcp_test.error,
         tools = case when error is null then end_mcp_test.tools else m.tools end,
         tool_details = case when error is null then details else m.tool_details end,
         version = m.version + 1
   where m.tenant_id = auth.tenant() and m.id = wanted and m.version = seen;
  return found;
end
$$;

grant execute on function private.end_mcp_test(uuid, int, text, text[], jsonb) to muster_web;
