-- private.maintain_fold() returns bigint: how many changes were folded; -1 when another
-- fold is running.
--
-- Adds the changes below the watermark to the rollups. The watermark is the oldest
-- transaction still running: all below it have ended, so nothing can be added there
-- any more; what is above stays for the next fold, and readers add it themselves.
create or replace function private.maintain_fold() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  since xid8;
  upto xid8;
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('muster fold')) then
    return -1;
  end if;
  -- behind the lock: what the fold before this one has set is seen
  select f.watermark, pg_snapshot_xmin(pg_current_snapshot()) into since, upto from fold_state f;
  if since > upto then
    return private.refold_restored();
  end if;
  folded := private.fold_range(since, upto);
  update fold_state set watermark = upto, folded_at = now();
  return folded;
end
$$;

grant execute on function private.maintain_fold() to muster_web;
