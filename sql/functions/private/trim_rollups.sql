-- private.trim_rollups() returns bigint: removes buckets that no page reads any more, and the
-- counts of deleted agents.
create or replace function private.trim_rollups() returns bigint
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with trimmed_buckets as (
    delete from rollups r where not app.keeps_bucket(r.grain, r.bucket)
    returning 1
  ), trimmed_totals as (
    delete from agent_totals t
     where not exists (select from agents a where (a.tenant_id, a.id) = (t.tenant_id, t.agent_id))
    returning 1
  ), trimmed_days as (
    delete from agent_rollups r
     where not exists (select from agents a where (a.tenant_id, a.id) = (r.tenant_id, r.agent_id))
    returning 1
  ), trimmed_bins as (
    delete from duration_rollups r where not app.keeps_bucket(r.grain, r.bucket)
    returning 1
  ), trimmed_agent_bins as (
    delete from agent_duration_rollups r
     where not exists (select from agents a where (a.tenant_id, a.id) = (r.tenant_id, r.agent_id))
    returning 1
  )
  select (select count(*) from trimmed_buckets) + (select count(*) from trimmed_totals)
       + (select count(*) from trimmed_days) + (select count(*) from trimmed_bins)
       + (select count(*) from trimmed_agent_bins)
$$;
