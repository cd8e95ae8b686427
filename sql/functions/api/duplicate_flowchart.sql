-- api.duplicate_flowchart(agent uuid, target uuid, new_id uuid)
--   returns one row, always: found boolean (the flowchart), target_found boolean
--
-- The copy begins a history of its own.
create or replace function api.duplicate_flowchart(agent uuid, target uuid, new_id uuid)
returns table (found boolean, target_found boolean)
language sql as $$
  with source as (
    select f.* from flowcharts f where f.agent_id = agent
  ), goal as (
    select a.id from agents a where a.id = target and a.deleted_at is null
  ), made as (
    insert into flowcharts (id, agent_id, label_version, nodes, connections, metadata, layout, extra)
    select new_id, g.id, s.label_version, s.nodes, s.connections, s.metadata, s.layout, s.extra
      from source s cross join goal g
    returning id
  )
  select exists (select from source), exists (select from goal) from (select count(*) from made) m
$$;

grant execute on function api.duplicate_flowchart(uuid, uuid, uuid) to muster_web;
