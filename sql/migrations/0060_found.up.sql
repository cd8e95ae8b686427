-- 0060_found.up.sql: rows by a part of their text, and by their tags.
--
-- An index of what a row has many of begins with no column, so the tenant is in each key: what another tenant has
-- is not even looked at. Keys are numbers, and two of them may meet: whoever finds a row by them looks at it.
set local role muster_owner;

create function app.tags_of_tenant(tenant uuid, tags text[]) returns bigint[]
language sql immutable parallel safe as $$
  select array_agg(distinct hashtextextended(tag, uuid_hash_extended(tenant, 0))) from unnest(tags) tag
$$;

-- All three characters that follow one another, whatever their case.
create function app.parts_of_tenant(tenant uuid, body text) returns bigint[]
language sql immutable parallel safe as $$
  select array_agg(distinct hashtextextended(a || b || c, uuid_hash_extended(tenant, 0)))
    from string_to_array(lower(body), null) s (chars), unnest(s.chars, s.chars[2:], s.chars[3:]) p (a, b, c)
   where c is not null
$$;

grant execute on function app.tags_of_tenant(uuid, text[]), app.parts_of_tenant(uuid, text)
  to muster_web, muster_live, muster_work;

create index agents_by_part on agents using gin (app.parts_of_tenant(tenant_id, name || E'\n' || description));
create index blueprints_by_part on blueprints using gin (app.parts_of_tenant(tenant_id, name || E'\n' || description));
create index credentials_by_part on credentials using gin (app.parts_of_tenant(tenant_id, name || E'\n' || description));
create index mcp_servers_by_part on mcp_servers using gin (app.parts_of_tenant(tenant_id, name || E'\n' || description));
create index projects_by_part on projects using gin (app.parts_of_tenant(tenant_id, name || E'\n' || description));
-- a copy for all, of which the tenant is whoever published it: found by all, so by none
create index public_blueprints_by_part on public_blueprints
  using gin (app.parts_of_tenant('00000000-0000-0000-0000-000000000000', name || E'\n' || description));

create index agents_by_tag on agents using gin (app.tags_of_tenant(tenant_id, tags)) where tags <> '{}';
create index tasks_by_tag on tasks using gin (app.tags_of_tenant(tenant_id, tags)) where tags <> '{}';
create index workflows_by_tag on workflows using gin (app.tags_of_tenant(tenant_id, tags)) where tags <> '{}';

drop function if exists private.search(text, text);

reset role;
