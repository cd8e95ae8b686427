-- private.maintain_audit() returns bigint: how many audit entries were sealed; -1 when another
-- is at it. Entries wait up to a minute, so that a busy tenant gets no seal for each.
create or replace function private.maintain_audit() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  sealed bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('muster audit')) then
    return -1;
  end if;
  select coalesce(sum(private.seal_audit(t.tenant_id)), 0) into sealed
    from (select l.tenant_id from audit_log l where l.seal is null
           group by l.tenant_id
          having min(l.at) < now() - interval '1 minute' or count(*) >= 1000) t;
  return sealed;
end
$$;

grant execute on function private.maintain_audit() to muster_web;
