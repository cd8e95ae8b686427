-- api.registered_mcp_servers: MCP servers as the builder lists them: those of the tenant, a thousand, newest
-- first, and behind them the official ones that it has not taken over yet.
create or replace view api.registered_mcp_servers with (security_invoker = true) as
(select 0 as place,
       m.id::text as id,
       m.created_by_id as user_id,
       m.name,
       m.url,
       m.description,
       m.category,
       m.auth_type,
       case when m.configured then '••••' || coalesce(m.last4, '') end as access_token,
       m.tools,
       m.connection_status,
       m.tested_at as last_tested,
       m.last_error,
       m.enabled,
       m.is_official,
       m.headers,
       coalesce(o.api_key_placeholder, '') as api_key_placeholder,
       coalesce(o.documentation, '') as documentation,
       m.created_at,
       m.updated_at
  from api.mcp_servers m
  left join api.official_mcp_servers o on m.is_official and o.url = m.url
  order by m.id desc
  limit 1000)
 union all
select 1, o.id, null, o.name, o.url, o.description, o.category, o.auth_type, null, '{}', 'untested',
       null, null, o.enabled, true, '{}', o.api_key_placeholder, o.documentation, null, null
  from api.official_mcp_servers o
 where not exists (select from mcp_servers m where m.is_official and m.url = o.url)
   and not exists (select from aliases a where a.kind = 'mcp-server' and a.alias = o.id);

grant select on api.registered_mcp_servers to muster_web;
