-- private.trim_metrics(tenant uuid, before timestamptz, most int) returns bigint: removes readings of
-- a tenant that are older, the oldest first.
create or replace function private.trim_metrics(tenant uuid, before timestamptz, most int) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with old as (
    select m.id from agent_metrics m where m.tenant_id = tenant and m.at < before
     order by m.at limit most
  ), removed as (
    delete from agent_metrics m using old where (m.tenant_id, m.id) = (tenant, old.id)
    returning 1
  )
  select count(*) from removed
$$;
