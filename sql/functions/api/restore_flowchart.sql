-- api.restore_flowchart(agent uuid, wanted int, if_match int)
--   returns one row, always: found boolean (the flowchart and that version of it),
--   changed boolean, version int
--
-- The content of a version becomes the present one: an edit like any other.
create or replace function api.restore_flowchart(agent uuid, wanted int, if_match int)
returns table (found boolean, changed boolean, version int)
language sql as $$
  with t as (
    select f.tenant_id, f.id, f.version
      from flowcharts f where f.agent_id = agent for update
  ), v as (
    select v.*
      from flowchart_versions v join t on (t.tenant_id, t.id) = (v.tenant_id, v.flowchart_id)
     where v.version = wanted
  ), u as (
    update flowcharts f
       set label_version = v.label_version, nodes = v.nodes, connections = v.connections,
           metadata = v.metadata, layout = v.layout, extra = v.extra, version = f.version + 1
      from t, v
     where (f.tenant_id, f.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
    returning f.version
  )
  select v.version is not null, u.version is not null, coalesce(u.version, t.version)
    from (values (true)) one left join t on true left join v on true left join u on true
$$;

grant execute on function api.restore_flowchart(uuid, int, int) to muster_web;
