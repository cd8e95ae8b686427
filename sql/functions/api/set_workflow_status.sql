-- api.set_workflow_status(wanted uuid, new_status text, if_match int)
--   returns one row, always: found boolean, changed boolean, version int
create or replace function api.set_workflow_status(wanted uuid, new_status text, if_match int)
returns table (found boolean, changed boolean, version int)
language sql as $$
  with t as (
    select w.tenant_id, w.id, w.version from workflows w where w.id = wanted for update
  ), u as (
    update workflows w set status = new_status, version = w.version + 1
      from t
     where (w.tenant_id, w.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
    returning w.version
  )
  select t.id is not null, u.version is not null, coalesce(u.version, t.version)
    from (values (true)) one left join t on true left join u on true
$$;

grant execute on function api.set_workflow_status(uuid, text, int) to muster_web;
