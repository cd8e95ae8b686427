-- 0038_tenants.up.sql: what a tenant sets for itself, and how it ends.
--
-- Settings become columns, so that each has its bounds. A tenant that is to be deleted goes on
-- until delete_at; then private.maintain_tenants removes it.
set local role muster_owner;

alter table tenants
  add column retention_days  int,
  add column offline_after_s int,
  add column run_timeout_s   int,
  add column delete_at       timestamptz,
  add constraint tenant_retention_is_bounded check (retention_days between 1 and 36500),
  add constraint tenant_offline_is_bounded check (offline_after_s between 30 and 86400),
  add constraint tenant_run_timeout_is_bounded check (run_timeout_s between 60 and 2592000);

comment on column tenants.retention_days is 'executions are kept so long; null: as the installation says';
comment on column tenants.offline_after_s is 'of agents without an interval of their own; null: 300';
comment on column tenants.run_timeout_s is 'longest run that reports no end; null: any';

update tenants
   set retention_days = least((settings ->> 'retention_days')::int, 36500)
 where settings ->> 'retention_days' ~ '^[1-9][0-9]{0,5}$';

insert into settings (name, value) values ('tenant_deletion_days', '7');
comment on table settings is
  'name: production (true: migrate asks and dumps first), retention_days (0: keep executions),'
  ' tenant_deletion_days (how long the deletion of a tenant can be called off)';

revoke update (settings) on tenants from muster_web;
grant update (slug, retention_days, offline_after_s, run_timeout_s, delete_at) on tenants to muster_web;

-- Found by maintenance; the tenant of a row is its id, so no index of it begins otherwise.
create index tenants_to_delete on tenants (delete_at) where delete_at is not null;

-- Deletion is a person's who owns the tenant, and always as far ahead as the installation says.
create function private.guard_deletion() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if auth.credential() is null then
    return new;
  end if;
  if not auth.has_role('owner') or not app.has_session() then
    raise exception using errcode = 'MU403', message = 'only an owner who is signed in may do this';
  end if;
  if new.delete_at is not null then
    new.delete_at := now() + (select app.deletion_days(max(s.value)) * interval '1 day'
                                from settings s where s.name = 'tenant_deletion_days');
  end if;
  return new;
end
$$;

create trigger tenants_guard_deletion before update of delete_at on tenants
  for each row when (new.delete_at is distinct from old.delete_at)
  execute function private.guard_deletion();

drop trigger tenants_audit on tenants;
create trigger tenants_audit after insert or update on tenants
  for each row execute function private.audit_change('tenant', '{}', '{version}');

drop function if exists api.list_tenants(), private.own_tenants();

reset role;
