-- private.refold_restored() returns bigint: how many changes were folded.
--
-- A dump brings the transaction numbers of the cluster it was taken from. Where they
-- are ahead of this cluster's, the watermark would hide all new changes: fold what the
-- dump had not folded, and forget its changes. To be called (private.maintain_fold does)
-- after a restore and before anything is written.
create or replace function private.refold_restored() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  last constant xid8 := '18446744073709551615';
  since xid8;
  folded bigint;
  newest_seq bigint;
begin
  lock table changes in share row exclusive mode;
  select f.watermark into since from fold_state f;
  folded := private.fold_range(since, last);
  delete from changes where xid >= pg_snapshot_xmin(pg_current_snapshot());
  select s.last_value into newest_seq from changes_seq_seq s;
  update fold_state
     set watermark = pg_snapshot_xmin(pg_current_snapshot()), folded_at = now(),
         certain_seq = newest_seq, mark_seq = newest_seq,
         mark_xid = pg_snapshot_xmax(pg_current_snapshot());
  return folded;
end
$$;
