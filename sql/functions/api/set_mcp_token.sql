-- api.set_mcp_token(wanted uuid, sealed bytea) returns true: the token of an MCP server is this
-- one, or none where it is null. It is a credential of the id of the server, for which the
-- value was sealed.
create or replace function api.set_mcp_token(wanted uuid, sealed bytea) returns boolean
language plpgsql as $$
begin
  if set_mcp_token.sealed is null then
    update mcp_servers m set credential_id = null where m.id = wanted and m.credential_id is not null;
    delete from credentials c where c.id = wanted and c.type = 'mcp-token';
    return true;
  end if;
  insert into credentials as c (id, name, type, description, sealed)
  select m.id, m.name, 'mcp-token', 'Token of the MCP server of this name', set_mcp_token.sealed
    from mcp_servers m where m.id = wanted
      on conflict (tenant_id, id) do update set sealed = set_mcp_token.sealed, version = c.version + 1;
  update mcp_servers m set credential_id = wanted where m.id = wanted and m.credential_id is distinct from wanted;
  return true;
end
$$;

grant execute on function api.set_mcp_token(uuid, bytea) to muster_web;
