-- api.import_end(tenant uuid, job uuid, error text, report jsonb) returns boolean: whether the
-- running job is now completed, or failed where there is an error. False for one that was
-- cancelled, which keeps the report of what was done before.
create or replace function api.import_end(tenant uuid, job uuid, error text, report jsonb)
returns boolean
language plpgsql as $$
begin
  update import_jobs j
     set status = case when import_end.error is null then 'completed' else 'failed' end,
         error = import_end.error, report = coalesce(import_end.report, j.report),
         completed_at = greatest(now(), j.started_at), heartbeat_at = now()
   where (j.tenant_id, j.id) = (tenant, job) and j.status = 'running';
  if found then
    return true;
  end if;
  update import_jobs j set report = import_end.report, heartbeat_at = now()
   where (j.tenant_id, j.id) = (tenant, job) and j.status = 'cancelled'
     and import_end.report is not null;
  return false;
end
$$;

grant execute on function api.import_end(uuid, uuid, text, jsonb) to muster_web;
