-- 0037_credentials.up.sql: secrets of a tenant for other services: LLM keys, tokens, OAuth.
set local role muster_owner;

-- sealed begins with what may be known of it: format, data key, last four characters (see
-- fcgi-app/base/seal.h), all bound to the value. No server but muster_work reads it.
create table credentials (
  tenant_id    uuid not null default auth.tenant() references tenants,
  id           uuid not null default uuid_v7(),
  name         text not null,
  type         text not null default 'token',
  provider     text not null default '',
  description  text not null default '',
  metadata     jsonb not null default '{}',
  active       boolean not null default true,
  expires_at   timestamptz,
  sealed       bytea,
  key_id       uuid generated always as (encode(substr(sealed, 2, 16), 'hex')::uuid) stored,
  last4        text generated always as (rtrim(encode(substr(sealed, 18, 4), 'escape'))) stored,
  configured   boolean not null generated always as (sealed is not null) stored,
  changed_at   timestamptz,
  last_used_at timestamptz,
  created_by   uuid default auth.user_id(),
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint credential_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  -- a value that was sealed for another tenant is not stored at all
  constraint credential_key_is_of_the_same_tenant
    foreign key (tenant_id, key_id) references data_keys (tenant_id, id),
  constraint credential_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint credential_type_is_known check (type in
    ('llm-key', 'mcp-token', 'token', 'password', 'oauth', 'plugin')),
  constraint credential_provider_is_a_word check (provider ~ '^([a-z0-9][a-z0-9._-]{0,63})?$'),
  constraint credential_llm_key_has_a_provider check (type <> 'llm-key' or provider <> ''),
  constraint credential_description_is_short check (length(description) <= 2000),
  constraint credential_metadata_is_an_object check (jsonb_typeof(metadata) = 'object'),
  constraint credential_is_sealed check (length(sealed) >= 49 and substr(sealed, 1, 1) = '\x01')
);

-- an agent takes the one key that is in use
create unique index credential_llm_key_is_the_only_active on credentials
  (tenant_id, created_by, provider) nulls not distinct where type = 'llm-key' and active;
create index credentials_by_name on credentials (tenant_id, name, id);
create index credentials_by_type on credentials (tenant_id, type, id);
create index credentials_by_provider on credentials (tenant_id, provider, id);

select app.protect('credentials', write => 'admin', remove => 'admin');
create policy operator_may_read on credentials as restrictive for select
  to muster_web, muster_live, muster_work using ((select auth.has_role('operator')));
grant select (tenant_id, id, name, type, provider, description, metadata, active, expires_at, key_id,
              last4, configured, changed_at, last_used_at, created_by, version, created_at, updated_at),
      insert (id, name, type, provider, description, metadata, active, expires_at, sealed),
      update (name, type, provider, description, metadata, active, expires_at, sealed, version),
      delete
  on credentials to muster_web;
grant select, update (last_used_at) on credentials to muster_work;

-- moved by an edit only: last use is none
create trigger credentials_stamp_updated_at before update on credentials
  for each row when (new.version <> old.version) execute function app.stamp_updated_at();

create function app.stamp_changed_at() returns trigger
language plpgsql as $$
begin
  new.changed_at := case when new.sealed is not null then now() end;
  return new;
end
$$;

create trigger credentials_stamp_changed_at before insert or update of sealed on credentials
  for each row execute function app.stamp_changed_at();

create trigger credentials_audit after insert or update or delete on credentials
  for each row execute function private.audit_change('credential', '{sealed}',
    '{version,key_id,configured,changed_at,last_used_at}');

create trigger credentials_forget_names
  after delete on credentials referencing old table as old_rows
  for each statement execute function private.forget_names();

reset role;
