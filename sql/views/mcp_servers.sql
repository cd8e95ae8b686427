-- api.mcp_servers: the MCP servers of the tenant; never their secrets.
--   configured   it has a token, and last4 are its last characters
--   headers      names, and of each value its last characters behind a mask
create or replace view api.mcp_servers with (security_invoker = true) as
select m.id,
       m.name,
       m.url,
       m.description,
       m.category,
       m.auth_type,
       m.credential_id,
       coalesce(c.configured, false) as configured,
       c.last4,
       (select coalesce(jsonb_object_agg(h.name, '••••' || h.last4), '{}')
          from mcp_headers h
         where (h.tenant_id, h.server_id) = (m.tenant_id, m.id)) as headers,
       m.tools,
       m.tool_details,
       m.connection_status,
       m.tested_at,
       m.last_error,
       m.enabled,
       m.is_official,
       m.created_by as created_by_id,
       (select u.name from users u where u.id = m.created_by) as created_by_name,
       (select u.email from users u where u.id = m.created_by) as created_by_email,
       m.version,
       m.created_at,
       m.updated_at
  from mcp_servers m
  left join credentials c on (c.tenant_id, c.id) = (m.tenant_id, m.credential_id);

grant select on api.mcp_servers to muster_web;
