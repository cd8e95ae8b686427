-- private.maintain_fold() returns bigint: how many changes were folded; -1 when another
-- fold is running.
--
-- Adds the changes below the watermark to the rollups. The watermark is the oldest
-- transaction still running: all below it have ended, so nothing can be added there
-- any more; what is above stays for the next fold, and readers add it themselves. The marks
-- tell private.check_executions how many that are at most.
create or replace function private.maintain_fold() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  since xid8;
  upto xid8;
  folded bigint;
  newest_seq bigint;
  next_xid xid8;
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
  -- in this order: who gets a transaction number later gets higher numbers for its changes
  select s.last_value into newest_seq from changes_seq_seq s;
  next_xid := pg_snapshot_xmax(pg_current_snapshot());
  update fold_state
     set watermark = upto, folded_at = now(),
         certain_seq = case when mark_xid <= upto then mark_seq else certain_seq end,
         mark_seq = case when mark_xid <= upto then newest_seq else mark_seq end,
         mark_xid = case when mark_xid <= upto then next_xid else mark_xid end;
  return folded;
end
$$;

grant execute on function private.maintain_fold() to muster_web;
