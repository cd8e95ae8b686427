-- api.import_progress(tenant uuid, job uuid, done int, total int) returns boolean: whether to
-- go on; false once the job was cancelled. Call it on a connection of its own, at least
-- every 20 s: what the importing transaction writes is seen when it ends.
create or replace function api.import_progress(tenant uuid, job uuid, done int, total int)
returns boolean
language plpgsql as $$
begin
  update import_jobs j
     set done = import_progress.done, total = import_progress.total, heartbeat_at = clock_timestamp()
   where (j.tenant_id, j.id) = (tenant, job) and j.status = 'running';
  return found;
end
$$;

grant execute on function api.import_progress(uuid, uuid, int, int) to muster_web;
