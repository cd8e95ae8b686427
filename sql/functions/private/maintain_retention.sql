-- private.maintain_retention() returns bigint: how many executions were removed for their age;
-- -1 when another is at it.
--
-- Whole months go when all of a month is older than the installation keeps
-- (settings.retention_days); of tenants that keep less (tenants.retention_days),
-- rows go, at most 20,000 runs a call: the next call goes on. Rollups stay, so that the
-- totals do not move. For muster maintain, as the owner.
create or replace function private.maintain_retention() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '2s' as $$
declare
  removed bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('muster retention')) then
    return -1;
  end if;

  select coalesce(sum(private.drop_month(m.month)), 0) into removed
    from private.months_before((select app.days_ago(app.retention_days(s.value))
                                  from settings s where s.name = 'retention_days')) m (month);
  select removed + coalesce(sum(private.trim_executions(
                     t.id, app.days_ago(t.retention_days), 20000)), 0)
    into removed
    from tenants t
   where t.retention_days is not null;
  return removed;
end
$$;
