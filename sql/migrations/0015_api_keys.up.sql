-- 0015_api_keys.up.sql: a key lets a script work for a tenant.
--
-- A key belongs to the tenant, not to who made it: it works until it expires or is
-- revoked, also when that member has left, because scripts must not stop at night
-- when a colleague goes. Its role is fixed when it is made, never above the maker's.
set local role muster_owner;

create table api_keys (
  tenant_id    uuid not null default auth.tenant() references tenants,
  id           uuid not null default uuid_v7(),
  name         text not null,
  hash         bytea not null,
  prefix       text not null default '',
  role         text not null default 'operator',
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  created_by   uuid default auth.user_id(),
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint api_key_hash_is_unique unique (tenant_id, hash),
  constraint api_key_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint api_key_hash_is_a_sha256 check (length(hash) = 32),
  constraint api_key_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint api_key_role_is_known check (auth.rank(role) is not null)
) with (fillfactor = 80);

select app.protect('api_keys', write => 'admin', remove => 'admin');
create policy role_is_not_above_own on api_keys as restrictive for insert to muster_web
  with check ((select auth.has_role(role)));
grant select (tenant_id, id, name, prefix, role, expires_at, last_used_at, revoked_at, created_by,
              version, created_at, updated_at),
      insert (id, name, hash, prefix, role, expires_at),
      update (name, revoked_at, version)
  on api_keys to muster_web;

-- moved by a person only: last use is no edit
create trigger api_keys_stamp_updated_at before update on api_keys
  for each row when (new.version <> old.version) execute function app.stamp_updated_at();

-- Which tenant a key is of: found by the hash alone, before a tenant is known, so it
-- cannot be an index of api_keys, whose keys all begin with the tenant.
create table key_tenants (
  hash      bytea primary key,
  tenant_id uuid not null,
  constraint key_tenant_has_the_key
    foreign key (tenant_id, hash) references api_keys (tenant_id, hash) on delete cascade
);

select app.protect_global('key_tenants');

create function private.note_key_tenants() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into key_tenants (hash, tenant_id) select hash, tenant_id from new_rows;
  return null;
end
$$;

create trigger api_keys_note_key_tenants
  after insert on api_keys referencing new table as new_rows
  for each statement execute function private.note_key_tenants();

reset role;
