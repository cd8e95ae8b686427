-- 0025_idempotency_keys.up.sql: a repeated POST is answered as the first was, for 24 h.
set local role muster_owner;

create table idempotency_keys (
  tenant_id   uuid not null default auth.tenant(),
  key         text not null,
  fingerprint text not null,
  kind        text not null,
  resource_id uuid,
  created_at  timestamptz not null default now(),
  primary key (tenant_id, key),
  constraint idempotency_key_is_short check (length(key) between 1 and 255)
);

select app.protect('idempotency_keys', write => 'viewer', remove => 'viewer');
grant select, insert, update (fingerprint, kind, resource_id, created_at), delete
  on idempotency_keys to muster_web;

reset role;
