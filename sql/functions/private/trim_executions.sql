-- private.trim_executions(tenant uuid, before timestamptz, most int) returns bigint: removes
-- the oldest runs of one tenant that were made before, with their steps, logs and other
-- names; how many they were. Open ones stay until they end.
create or replace function private.trim_executions(tenant uuid, before timestamptz, most int)
returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  old_ids constant uuid[] := array(
    select e.id from executions e
     where e.tenant_id = tenant and e.id < app.uuid_floor(before)
       and e.status in ('completed', 'failed', 'cancelled', 'timeout')
     order by e.id limit most
     for update skip locked);
begin
  return private.remove_executions(tenant, old_ids);
end
$$;
