-- private.trim_changes() returns bigint: removes changes that are in the rollups and too
-- old to be resumed from, and keys of repeats that no longer count.
create or replace function private.trim_changes() returns bigint
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with trimmed_changes as (
    delete from changes c
     where c.xid < (select f.watermark from fold_state f where f.only_row) and c.at < now() - interval '24 hours'
    returning 1
  ), trimmed_keys as (
    delete from idempotency_keys k where k.created_at < now() - interval '24 hours'
    returning 1
  )
  select (select count(*) from trimmed_changes) + (select count(*) from trimmed_keys)
$$;
