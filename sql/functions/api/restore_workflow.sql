-- api.restore_workflow(wanted uuid, wanted_version int, if_match int)
--   returns one row, always: found boolean (the workflow and that version of it),
--   changed boolean, version int
--
-- The graph of a version becomes the present one: an edit like any other.
create or replace function api.restore_workflow(wanted uuid, wanted_version int, if_match int)
returns table (found boolean, changed boolean, version int)
language sql as $$
  with t as (
    select w.tenant_id, w.id, w.version
      from workflows w where w.id = wanted for update
  ), v as (
    select v.*
      from workflow_versions v join t on (t.tenant_id, t.id) = (v.tenant_id, v.workflow_id)
     where v.version = wanted_version
  ), u as (
    update workflows w
       set label_version = v.label_version, nodes = v.nodes, edges = v.edges,
           variables = v.variables, extra = v.extra, version = w.version + 1
      from t, v
     where (w.tenant_id, w.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
    returning w.version
  )
  select v.version is not null, u.version is not null, coalesce(u.version, t.version)
    from (values (true)) one left join t on true left join v on true left join u on true
$$;

grant execute on function api.restore_workflow(uuid, int, int) to muster_web;
