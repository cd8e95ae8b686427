-- api.flowchart_sides(agent uuid, from_version int, to_version int)
--   returns side text, version int, label_version text, created_by text,
--   created_at timestamptz, nodes, connections, metadata, layout, extra jsonb
--
-- As api.workflow_sides, of the flowchart of an agent.
create or replace function api.flowchart_sides(agent uuid, from_version int, to_version int)
returns table (side text, version int, label_version text, created_by text, created_at timestamptz,
               nodes jsonb, connections jsonb, metadata jsonb, layout jsonb, extra jsonb)
language sql stable as $$
  with chart as (
    select f.id from flowcharts f where f.agent_id = agent
  ), t as (
    select v.version from flowchart_versions v
     where v.flowchart_id = (select id from chart) and v.version <= coalesce(to_version, 2147483647)
     order by v.version desc limit 1
  ), f as (
    select v.version from flowchart_versions v
     where v.flowchart_id = (select id from chart) and v.version <= coalesce(from_version, (select t.version from t) - 1)
     order by v.version desc limit 1
  ), sides as (
    select 'to' as side, t.version from t where t.version = coalesce(to_version, t.version)
    union all
    select 'from', f.version from f where f.version = coalesce(from_version, f.version)
  )
  select s.side, v.row_version, v.version, coalesce(v.created_by_name, v.created_by_email), v.created_at,
         v.nodes, v.connections, v.metadata, v.layout, v.extra
    from sides s
    join api.flowchart_versions v on v.flowchart_id = (select id from chart) and v.row_version = s.version
$$;

grant execute on function api.flowchart_sides(uuid, int, int) to muster_web;
