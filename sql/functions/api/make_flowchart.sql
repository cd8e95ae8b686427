-- api.make_flowchart(agent uuid, new_id uuid, body jsonb) returns boolean: the agent exists
--
-- Members that are absent are empty; an agent has one flowchart (a constraint refuses a
-- second one).
create or replace function api.make_flowchart(agent uuid, new_id uuid, body jsonb) returns boolean
language sql as $$
  with made as (
    insert into flowcharts (id, agent_id, label_version, nodes, connections, metadata, layout, extra)
    select new_id, a.id, coalesce(body ->> 'version', '1.0.0'), coalesce(body -> 'nodes', '[]'),
           coalesce(body -> 'connections', '[]'), coalesce(body -> 'metadata', '{}'),
           coalesce(body -> 'layout', '{}'), app.flowchart_extra(body)
      from agents a where a.id = agent and a.deleted_at is null
    returning id
  )
  select exists (select from made)
$$;

grant execute on function api.make_flowchart(uuid, uuid, jsonb) to muster_web;
