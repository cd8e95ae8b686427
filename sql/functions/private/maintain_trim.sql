-- private.maintain_trim() returns bigint: how many rows were removed; -1 when another is
-- at it, 0 when the last trim is less than ten minutes old.
--
-- Goes: changes that are folded and a day old, what has expired, fine grains that no page
-- reads any more, and what is left of deleted agents.
create or replace function private.maintain_trim() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  removed bigint := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('muster trim')) then
    return -1;
  end if;
  update fold_state set trimmed_at = now()
   where (trimmed_at > now() - interval '10 minutes') is not true;
  if not found then
    return 0;
  end if;

  with trimmed as (
    select private.trim_changes() as n
    union all select private.trim_sign_ins()
    union all select private.trim_rollups()
  )
  select sum(n) into removed from trimmed;
  return removed;
end
$$;

grant execute on function private.maintain_trim() to muster_web;
