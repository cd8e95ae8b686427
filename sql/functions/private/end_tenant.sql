-- private.end_tenant(tenant uuid) returns timestamptz: when the tenant goes, from now on; null
-- where that was said before. Until then all goes on, and it can be kept. For commands, as the
-- owner.
create or replace function private.end_tenant(tenant uuid) returns timestamptz
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update tenants t
     set version = t.version + 1,
         delete_at = now() + (select app.deletion_days(max(s.value)) * interval '1 day'
                                from settings s where s.name = 'tenant_deletion_days')
   where t.id = tenant and t.delete_at is null
  returning t.delete_at
$$;
