-- api.flowchart_versions: what flowcharts were. In a list name the flowchart
-- (flowchart_id = (select f.id from api.flowcharts f where f.agent_id = $1)) and sort by
-- row_version; the documents are for one row.
create or replace view api.flowchart_versions with (security_invoker = true) as
select v.flowchart_id,
       v.version as row_version,
       v.label_version as version,
       v.nodes,
       v.connections,
       v.metadata,
       v.layout,
       v.extra,
       v.node_count,
       v.edge_count,
       v.created_by as created_by_id,
       (select u.name from users u where u.id = v.created_by) as created_by_name,
       (select u.email from users u where u.id = v.created_by) as created_by_email,
       v.created_at
  from flowchart_versions v;

grant select on api.flowchart_versions to muster_web;
