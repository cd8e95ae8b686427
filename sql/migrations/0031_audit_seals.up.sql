-- 0031_audit_seals.up.sql: entries of the audit log are sealed in batches. Each seal of a
-- tenant holds a digest over its entries and the seal before it, so that who changes or
-- removes a sealed entry has to change every later seal, and the heads kept elsewhere.
set local role muster_owner;

alter table audit_log add column seal bigint;
comment on column audit_log.seal is 'number of its seal; null: not sealed yet';

create index audit_log_unsealed on audit_log (tenant_id, at) where seal is null;
create index audit_log_of_a_seal on audit_log (tenant_id, seal, id) where seal is not null;

create table audit_seals (
  tenant_id uuid not null,
  number    bigint not null,
  entries   integer not null,
  digest    bytea not null,
  at        timestamptz not null default clock_timestamp(),
  primary key (tenant_id, number),
  constraint seal_number_is_positive check (number >= 1),
  constraint seal_has_entries check (entries >= 1),
  constraint seal_digest_is_sha256 check (length(digest) = 32)
);

-- what came after a recorded head
create index audit_seals_by_time on audit_seals (tenant_id, at);

select app.protect('audit_seals', write => 'owner', remove => 'owner');

reset role;
