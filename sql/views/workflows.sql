-- api.workflows: the workflows of the tenant. custom_id is the oldest name that a client
-- gave it; label_version is the client's text, version counts edits and is the ETag.
create or replace view api.workflows with (security_invoker = true) as
select w.id,
       (select a.alias from aliases a
         where (a.tenant_id, a.id) = (w.tenant_id, w.id) and a.kind = 'workflow'
         order by a.created_at, a.alias limit 1) as custom_id,
       w.name,
       w.description,
       w.status,
       w.format,
       w.trigger,
       w.trigger_config,
       w.variables,
       w.tags,
       w.category,
       w.difficulty,
       w.estimated_time,
       w.label_version,
       w.is_template,
       w.is_public,
       w.nodes,
       w.edges,
       w.extra,
       w.node_count,
       w.edge_count,
       w.project_id,
       (select p.name from projects p
         where (p.tenant_id, p.id) = (w.tenant_id, w.project_id)) as project_name,
       w.created_by as created_by_id,
       (select u.name from users u where u.id = w.created_by) as created_by_name,
       (select u.email from users u where u.id = w.created_by) as created_by_email,
       w.updated_by as updated_by_id,
       w.version,
       w.created_at,
       w.updated_at
  from workflows w;

grant select on api.workflows to muster_web;
