-- api.change_flowchart(agent uuid, if_match int, body jsonb)
--   returns one row, always: found boolean, changed boolean, version int
--
-- What is not sent stays. The version moves where the content does: a trigger counts.
create or replace function api.change_flowchart(agent uuid, if_match int, body jsonb)
returns table (found boolean, changed boolean, version int)
language sql as $$
  with t as (
    select f.tenant_id, f.id, f.version from flowcharts f where f.agent_id = agent for update
  ), u as (
    update flowcharts f
       set label_version = coalesce(body ->> 'version', f.label_version),
           nodes = coalesce(body -> 'nodes', f.nodes),
           connections = coalesce(body -> 'connections', f.connections),
           metadata = coalesce(body -> 'metadata', f.metadata),
           layout = coalesce(body -> 'layout', f.layout),
           extra = f.extra || app.flowchart_extra(body)
      from t
     where (f.tenant_id, f.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
    returning f.version
  )
  select t.id is not null, u.version is not null, coalesce(u.version, t.version)
    from (values (true)) one left join t on true left join u on true
$$;

grant execute on function api.change_flowchart(uuid, int, jsonb) to muster_web;
