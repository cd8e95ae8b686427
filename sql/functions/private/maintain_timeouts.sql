-- private.maintain_timeouts() returns bigint: how many runs were ended as timed out, because
-- they reported no end within what their tenant allows (tenants.run_timeout_s); -1 when another
-- is at it. For muster maintain, as the owner.
create or replace function private.maintain_timeouts() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '2s' as $$
declare
  ended bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('muster timeouts')) then
    return -1;
  end if;
  with late as (
    select e.tenant_id, e.id
      from tenants t
     cross join lateral (
       select e.tenant_id, e.id from executions e
        where e.tenant_id = t.id and e.status = 'running'
          and e.id < app.uuid_floor(now() - t.run_timeout_s * interval '1 second')
          and coalesce(e.started_at, app.uuid_time(e.id)) < now() - t.run_timeout_s * interval '1 second'
        order by e.id limit 5000
          for update skip locked) e
     where t.run_timeout_s is not null
  )
  update executions e
     set status = 'timeout', completed_at = now(), version = e.version + 1,
         error = coalesce(e.error, 'no end was reported in the time that the organisation allows')
    from late
   where (e.tenant_id, e.id) = (late.tenant_id, late.id);
  get diagnostics ended = row_count;
  return ended;
end
$$;
