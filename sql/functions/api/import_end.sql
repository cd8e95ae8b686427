-- api.import_end(tenant uuid, job uuid, error text, report jsonb) returns boolean: whether the
-- running job is now completed, or failed where there is an error. False for one that was
-- cancelled: undo then what it did.
create or replace function api.import_end(tenant uuid, job uuid, error text, report jsonb)
returns boolean
language plpgsql as $$
begin
  update import_jobs j
     set status = case when import_end.error is null then 'completed' else 'failed' end,
         error = import_end.error, report = coalesce(import_end.report, j.report),
         completed_at = greatest(now(), j.started_at), heartbeat_at = now()
   where (j.tenant_id, j.id) = (tenant, job) and j.status = 'running';
  return found;
end
$$;

grant execute on function api.import_end(uuid, uuid, text, jsonb) to muster_web;
