-- 0060_found.down.sql
set local role muster_owner;

drop function if exists private.search(text, text, text[], uuid, boolean, int, jsonb);
drop function if exists private.search_query(text, text, text[], uuid, boolean, jsonb);
drop index workflows_by_tag, tasks_by_tag, agents_by_tag, public_blueprints_by_part, projects_by_part,
           mcp_servers_by_part, credentials_by_part, blueprints_by_part, agents_by_part;
drop function app.parts_of_tenant(uuid, text), app.tags_of_tenant(uuid, text[]);

reset role;
