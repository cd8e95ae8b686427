-- api.run_flow: the graph that a run is drawn along: that of its workflow, else the
-- flowchart of its agent. One of connections and edges is null: the shapes differ.
create or replace function api.run_flow(execution uuid)
returns table (name text, nodes jsonb, connections jsonb, edges jsonb, metadata jsonb)
language sql stable as $$
  with run as (
    select e.agent_id, e.workflow_id from api.executions e where e.id = execution
  ), flow as (
    select w.name, w.nodes, null::jsonb as connections, w.edges, w.extra -> 'metadata' as metadata
      from run join api.workflows w on w.id = run.workflow_id
  )
  select * from flow
  union all
  select f.agent_name, f.nodes, f.connections, null, f.metadata
    from run join api.flowcharts f on f.agent_id = run.agent_id
   where not exists (select from flow)
$$;

grant execute on function api.run_flow(uuid) to muster_web;
