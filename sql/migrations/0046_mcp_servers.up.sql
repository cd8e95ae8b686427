-- 0046_mcp_servers.up.sql: an MCP server offers tools to agents and workflows.
set local role muster_owner;

create table mcp_servers (
  tenant_id         uuid not null default auth.tenant() references tenants,
  id                uuid not null default uuid_v7(),
  name              text not null,
  url               text not null,
  description       text not null default '',
  category          text not null default 'custom',
  auth_type         text not null default 'none',
  credential_id     uuid,
  tools             text[] not null default '{}',
  -- the tools in the server's own words, as it told them last
  tool_details      jsonb not null default '[]',
  connection_status text not null default 'untested',
  tested_at         timestamptz,
  last_error        text,
  enabled           boolean not null default true,
  is_official       boolean not null default false,
  created_by        uuid default auth.user_id(),
  version           int not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint mcp_server_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint mcp_server_token_is_of_the_same_tenant
    foreign key (tenant_id, credential_id) references credentials (tenant_id, id)
    on delete set null (credential_id),
  constraint mcp_server_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint mcp_server_url_is_one check (url ~ '^https?://[^[:space:]@]+$' and length(url) <= 2048),
  constraint mcp_server_description_is_short check (length(description) <= 2000),
  constraint mcp_server_category_is_known check (category in ('web', 'ai', 'data', 'custom')),
  constraint mcp_server_auth_type_is_known check (auth_type in ('none', 'api-key', 'bearer')),
  constraint mcp_server_connection_is_known
    check (connection_status in ('connected', 'error', 'untested')),
  constraint mcp_server_tool_details_are_a_list check (jsonb_typeof(tool_details) = 'array')
);

create index mcp_servers_by_name on mcp_servers (tenant_id, name, id);
create index mcp_servers_by_category on mcp_servers (tenant_id, category, id);
create index mcp_servers_by_connection on mcp_servers (tenant_id, connection_status, id);
create index mcp_servers_by_use on mcp_servers (tenant_id, enabled, id);
create index mcp_servers_by_origin on mcp_servers (tenant_id, is_official, id);
create index mcp_servers_of_a_credential on mcp_servers (tenant_id, credential_id)
  where credential_id is not null;

-- Who may change the address of a server can send its token anywhere: so that takes the role
-- which may store tokens. An address may have a key in it, so viewers do not read them.
select app.protect('mcp_servers', write => 'admin', remove => 'admin');
create policy operator_may_read on mcp_servers as restrictive for select
  to muster_web, muster_live, muster_work using ((select auth.has_role('operator')));
grant select on mcp_servers to muster_web, muster_work;
grant insert (id, name, url, description, category, auth_type, tools, enabled),
      update (name, url, description, category, auth_type, credential_id, tools, enabled, version),
      delete
  on mcp_servers to muster_web;

create trigger mcp_servers_stamp_updated_at before update on mcp_servers
  for each row when (new.version <> old.version) execute function app.stamp_updated_at();

-- It is at the address of an official one, whatever its client says.
create function app.mark_official() returns trigger
language plpgsql as $$
begin
  new.is_official := exists (select from api.official_mcp_servers o where o.url = new.url);
  return new;
end
$$;

create trigger mcp_servers_mark_official before insert or update of url on mcp_servers
  for each row execute function app.mark_official();

-- What was found at one address says nothing of another one.
create function app.forget_connection() returns trigger
language plpgsql as $$
begin
  new.connection_status := 'untested';
  new.tested_at := null;
  new.last_error := null;
  return new;
end
$$;

create trigger mcp_servers_forget_connection before update of url, auth_type on mcp_servers
  for each row when ((new.url, new.auth_type) is distinct from (old.url, old.auth_type))
  execute function app.forget_connection();

create trigger mcp_servers_audit after insert or update or delete on mcp_servers
  for each row execute function private.audit_change('mcpServer', '{}',
    '{version,tools,tool_details,connection_status,tested_at,last_error}');

-- A server and its token have one id: so a row gives back the names of its own kind alone.
create or replace function private.forget_names() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from aliases a using old_rows o
   where (a.tenant_id, a.id) = (o.tenant_id, o.id) and (tg_nargs = 0 or a.kind = tg_argv[0]);
  delete from import_ids i using old_rows o
   where (i.tenant_id, i.id) = (o.tenant_id, o.id) and (tg_nargs = 0 or i.kind = tg_argv[0]);
  return null;
end
$$;

create or replace trigger credentials_forget_names
  after delete on credentials referencing old table as old_rows
  for each statement execute function private.forget_names('credential');
create trigger mcp_servers_forget_names
  after delete on mcp_servers referencing old table as old_rows
  for each statement execute function private.forget_names('mcp-server');

-- Headers that are sent with each call. Any of them may be a secret, so each is sealed.
create table mcp_headers (
  tenant_id uuid not null default auth.tenant() references tenants,
  server_id uuid not null,
  name      text not null,
  sealed    bytea not null,
  key_id    uuid generated always as (encode(substr(sealed, 2, 16), 'hex')::uuid) stored,
  last4     text generated always as (rtrim(encode(substr(sealed, 18, 4), 'escape'))) stored,
  primary key (tenant_id, server_id, name),
  constraint mcp_header_is_of_the_same_tenant
    foreign key (tenant_id, server_id) references mcp_servers (tenant_id, id) on delete cascade,
  constraint mcp_header_key_is_of_the_same_tenant
    foreign key (tenant_id, key_id) references data_keys (tenant_id, id),
  constraint mcp_header_name_is_a_word check (name ~ '^[!#$%&''*+.^_`|~0-9a-z-]{1,64}$'),
  constraint mcp_header_is_sealed check (length(sealed) >= 49 and substr(sealed, 1, 1) = '\x01')
);

select app.protect('mcp_headers', write => 'admin', remove => 'admin');
create policy operator_may_read on mcp_headers as restrictive for select
  to muster_web, muster_live, muster_work using ((select auth.has_role('operator')));
grant select (tenant_id, server_id, name, key_id, last4),
      insert (server_id, name, sealed), update (sealed), delete on mcp_headers to muster_web;
grant select on mcp_headers to muster_work;

-- A token that was stored with a server goes with it.
create function app.delete_mcp_token() returns trigger
language plpgsql as $$
begin
  delete from credentials c where c.id in (select o.id from old_rows o) and c.type = 'mcp-token';
  return null;
end
$$;

create trigger mcp_servers_delete_token
  after delete on mcp_servers referencing old table as old_rows
  for each statement execute function app.delete_mcp_token();

reset role;
