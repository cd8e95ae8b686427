-- 0030_imports.up.sql: what is taken over from other systems, and what they called it.
set local role muster_owner;

-- One run of an import. The child process that does it moves heartbeat_at; one that is
-- silent for a minute was killed, and the view says failed.
create table import_jobs (
  tenant_id    uuid not null default auth.tenant() references tenants,
  id           uuid not null default uuid_v7(),
  kind         text not null default 'flow',
  status       text not null default 'pending',
  dry_run      boolean not null default false,
  file_name    text not null default '',
  file_size    bigint not null default 0,
  done         int not null default 0,
  total        int,
  report       jsonb not null default '{}',
  error        text,
  pid          int,
  heartbeat_at timestamptz not null default now(),
  started_at   timestamptz,
  completed_at timestamptz,
  created_by   uuid default auth.user_id(),
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint import_job_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint import_job_kind_is_short check (length(kind) between 1 and 64),
  constraint import_job_status_is_known check (status in
    ('pending', 'running', 'completed', 'failed', 'cancelled')),
  constraint import_job_file_name_is_short check (length(file_name) <= 1024),
  constraint import_job_progress_is_not_negative
    check (done >= 0 and total >= 0 and file_size >= 0),
  constraint import_job_report_is_an_object check (jsonb_typeof(report) = 'object'),
  constraint import_job_completes_after_start check (completed_at >= started_at)
) with (fillfactor = 80);

select app.protect('import_jobs', write => 'operator', remove => 'admin');
grant select on import_jobs to muster_web, muster_live, muster_work;
grant insert,
      update (status, done, total, report, error, pid, heartbeat_at, started_at, completed_at, version),
      delete
  on import_jobs to muster_web;

create trigger import_jobs_stamp_updated_at before update on import_jobs
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

-- What a store called a row. fingerprint: SHA-256 of what came last time; the same again
-- changes nothing, not even what a person has edited since.
create table import_ids (
  tenant_id   uuid not null default auth.tenant() references tenants,
  source      text not null,
  kind        text not null,
  old_id      text not null,
  id          uuid not null,
  fingerprint bytea not null,
  imported_at timestamptz not null default now(),
  primary key (tenant_id, source, kind, old_id),
  constraint import_source_is_short check (length(source) between 1 and 64),
  constraint import_kind_is_short check (length(kind) between 1 and 64),
  constraint import_old_id_is_short check (length(old_id) between 1 and 1024),
  constraint import_fingerprint_is_a_sha256 check (length(fingerprint) = 32)
);

create index import_ids_of_a_row on import_ids (tenant_id, id);

select app.protect('import_ids', write => 'operator', remove => 'admin');
grant select on import_ids to muster_web, muster_live, muster_work;
grant insert, update (fingerprint, imported_at) on import_ids to muster_web;

-- A row that is deleted gives its other names back, so that it can be imported anew.
create function private.forget_names() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from aliases a using old_rows o where (a.tenant_id, a.id) = (o.tenant_id, o.id);
  delete from import_ids i using old_rows o where (i.tenant_id, i.id) = (o.tenant_id, o.id);
  return null;
end
$$;

create trigger agents_forget_names
  after delete on agents referencing old table as old_rows
  for each statement execute function private.forget_names();

create function private.forget_deleted_name() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from aliases a where (a.tenant_id, a.id) = (new.tenant_id, new.id);
  delete from import_ids i where (i.tenant_id, i.id) = (new.tenant_id, new.id);
  return null;
end
$$;

create trigger agents_forget_deleted_name after update of deleted_at on agents
  for each row when (new.deleted_at is not null) execute function private.forget_deleted_name();

create trigger flowcharts_forget_names
  after delete on flowcharts referencing old table as old_rows
  for each statement execute function private.forget_names();
create trigger workflows_forget_names
  after delete on workflows referencing old table as old_rows
  for each statement execute function private.forget_names();

reset role;
