-- 0038_tenants.down.sql: cascade, because views are put in anew by the next run up.
drop trigger tenants_audit on tenants;
create trigger tenants_audit after update on tenants
  for each row execute function private.audit_change('tenant', '{}', '{version}');
drop trigger tenants_guard_deletion on tenants;
drop function private.guard_deletion();
drop index tenants_to_delete;
revoke update (slug) on tenants from muster_web;
grant update (settings) on tenants to muster_web;
delete from settings where name = 'tenant_deletion_days';
update tenants set settings = settings || jsonb_build_object('retention_days', retention_days)
 where retention_days is not null;
alter table tenants
  drop column retention_days cascade, drop column offline_after_s cascade,
  drop column run_timeout_s cascade, drop column delete_at cascade;
