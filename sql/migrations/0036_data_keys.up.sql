-- 0036_data_keys.up.sql: the keys that secrets are sealed with. A tenant has one data key;
-- it is stored wrapped by a master key, which is in a file of the installation and never
-- here. So a copy of the database opens nothing.
set local role muster_owner;

-- The master keys that the data keys may be wrapped by. check_value tells whether a key of
-- that id is the same one. New data keys take the one that was made last.
create table master_keys (
  id          text primary key,
  check_value bytea not null,
  made_at     timestamptz not null default clock_timestamp(),
  constraint master_key_id_is_hexadecimal check (id ~ '^[0-9a-f]{16}$'),
  constraint master_key_check_is_a_sha256 check (length(check_value) = 32)
);

select app.protect_global('master_keys');
create policy servers_read on master_keys for select
  to muster_web, muster_live, muster_work using (true);
grant select on master_keys to muster_web, muster_live, muster_work;

create table data_keys (
  tenant_id  uuid not null default auth.tenant() references tenants,
  id         uuid not null,
  master_id  text not null,
  wrapped    bytea not null,
  created_at timestamptz not null default now(),
  wrapped_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint data_key_of_the_tenant_is_one unique (tenant_id),
  -- nonce, key, tag
  constraint data_key_is_wrapped check (length(wrapped) = 60)
);

-- a master key stays known while a data key needs it
alter table data_keys add constraint data_key_has_a_known_master_key
  foreign key (master_id) references master_keys (id);

select app.protect('data_keys', write => 'admin', remove => 'owner');
grant select on data_keys to muster_web, muster_work;
grant insert (id, master_id, wrapped) on data_keys to muster_web;

reset role;
