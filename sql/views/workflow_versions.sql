-- api.workflow_versions: the graphs that workflows had. In a list name the workflow and
-- sort by version; the documents are for one row.
create or replace view api.workflow_versions with (security_invoker = true) as
select v.workflow_id,
       v.version,
       v.label_version,
       v.nodes,
       v.edges,
       v.variables,
       v.extra,
       v.node_count,
       v.edge_count,
       v.created_by as created_by_id,
       (select u.name from users u where u.id = v.created_by) as created_by_name,
       (select u.email from users u where u.id = v.created_by) as created_by_email,
       v.created_at
  from workflow_versions v;

grant select on api.workflow_versions to muster_web;
