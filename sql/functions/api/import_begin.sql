-- api.import_begin(tenant uuid, job uuid, pid int) returns boolean: whether the job was
-- waiting, and is now running in that process.
create or replace function api.import_begin(tenant uuid, job uuid, pid int) returns boolean
language plpgsql as $$
begin
  update import_jobs j
     set status = 'running', pid = import_begin.pid, started_at = now(), heartbeat_at = now()
   where (j.tenant_id, j.id) = (tenant, job) and j.status = 'pending';
  return found;
end
$$;

grant execute on function api.import_begin(uuid, uuid, int) to muster_web;
