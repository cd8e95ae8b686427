-- api.flowcharts: the flowcharts of the tenant, one to an agent. version is the client's
-- text; row_version counts edits and is the ETag.
create or replace view api.flowcharts with (security_invoker = true) as
select f.id,
       f.agent_id,
       (select a.name from agents a
         where (a.tenant_id, a.id) = (f.tenant_id, f.agent_id)) as agent_name,
       f.label_version as version,
       f.nodes,
       f.connections,
       f.metadata,
       f.layout,
       f.extra,
       f.node_count,
       f.edge_count,
       f.created_by as created_by_id,
       f.updated_by as updated_by_id,
       (select u.name from users u where u.id = f.updated_by) as updated_by_name,
       f.version as row_version,
       f.created_at,
       f.updated_at as last_modified
  from flowcharts f;

grant select on api.flowcharts to muster_web;
