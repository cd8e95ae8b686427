-- api.cancel_execution(wanted uuid, if_match int)
--   returns one row, always: found boolean, changed boolean, version int, status text
--
-- Lock, change where version and state allow, say what was found.
create or replace function api.cancel_execution(wanted uuid, if_match int)
returns table (found boolean, changed boolean, version int, status text)
language sql as $$
  with t as (
    select e.tenant_id, e.id, e.version, e.status
      from executions e where e.id = wanted for update
  ), u as (
    update executions e
       set status = 'cancelled', version = e.version + 1
      from t
     where (e.tenant_id, e.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
       and t.status in ('pending', 'running', 'paused')
    returning e.version, e.status
  )
  select t.id is not null, u.version is not null,
         coalesce(u.version, t.version), coalesce(u.status, t.status)
    from (values (true)) one left join t on true left join u on true
$$;

grant execute on function api.cancel_execution(uuid, int) to muster_web;
