-- api.cancel_import(wanted uuid, if_match int)
--   returns one row, always: found boolean, changed boolean, version int, status text
--
-- The process learns of it from api.import_progress.
create or replace function api.cancel_import(wanted uuid, if_match int)
returns table (found boolean, changed boolean, version int, status text)
language sql as $$
  with t as (
    select j.tenant_id, j.id, j.version, j.status
      from import_jobs j where j.id = wanted for update
  ), u as (
    update import_jobs j
       set status = 'cancelled', version = j.version + 1,
           completed_at = greatest(now(), j.started_at)
      from t
     where (j.tenant_id, j.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
       and t.status in ('pending', 'running')
    returning j.version, j.status
  )
  select t.id is not null, u.version is not null,
         coalesce(u.version, t.version), coalesce(u.status, t.status)
    from (values (true)) one left join t on true left join u on true
$$;

grant execute on function api.cancel_import(uuid, int) to muster_web;
