-- private.maintain_tenants() returns bigint: how many rows of tenants whose deletion is due were
-- removed; -1 when another is at it.
--
-- Such a tenant is shut first; then its rows go, at most 20,000 runs a call, and with the last
-- of them the tenant. For muster maintain, as the owner.
create or replace function private.maintain_tenants() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '2s' as $$
declare
  removed bigint := 0;
  due uuid;
begin
  if not pg_try_advisory_xact_lock(hashtext('muster tenants')) then
    return -1;
  end if;
  update tenants t set active = false where t.delete_at <= now() and t.active;
  for due in select t.id from tenants t where t.delete_at <= now() order by t.delete_at, t.id loop
    exit when removed >= 20000;
    removed := removed + private.remove_tenant(due, 20000 - removed::int);
  end loop;
  return removed;
end
$$;
