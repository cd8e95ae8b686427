-- api.flow_exports: the agents that have a flowchart, and the workflows, with what a
-- document of muster-flows says of them. flowchart is null for a workflow that keeps the
-- nodes and edges of a builder: document is then what the flowchart is made from.
create or replace view api.flow_exports with (security_invoker = true) as
select 'agent' as kind,
       a.id,
       a.name,
       a.description,
       to_jsonb(a.tags) as tags,
       a.created_at,
       coalesce(i.source, 'muster') as source,
       coalesce(i.old_id, a.id::text) as old_id,
       jsonb_build_object('version', f.label_version, 'nodes', f.nodes,
                          'connections', f.connections)
         || case when f.metadata = '{}' then '{}'::jsonb else jsonb_build_object('metadata', f.metadata) end
         || case when f.layout = '{}' then '{}'::jsonb else jsonb_build_object('layout', f.layout) end
         || (f.extra - 'document') as flowchart,
       f.extra -> 'document' as document
  from agents a
  join flowcharts f on (f.tenant_id, f.agent_id) = (a.tenant_id, a.id)
  left join lateral (select i.source, i.old_id from import_ids i
                      where (i.tenant_id, i.id) = (a.tenant_id, a.id) and i.kind = 'agent'
                      order by i.source, i.old_id limit 1) i on true
union all
select 'workflow',
       w.id,
       w.name,
       w.description,
       to_jsonb(w.tags),
       w.created_at,
       coalesce(i.source, 'muster'),
       coalesce(i.old_id, w.id::text),
       case when not b.is_builders
            then jsonb_build_object('nodes', w.nodes, 'connections', w.edges)
                 || (w.extra - 'document') end,
       case when b.is_builders
            then w.extra || jsonb_build_object(
                   'id', coalesce(i.old_id, w.id::text), 'name', w.name, 'nodes', w.nodes,
                   'edges', w.edges, 'tags', to_jsonb(w.tags), 'description', w.description,
                   'category', w.category, 'difficulty', w.difficulty,
                   'estimatedTime', w.estimated_time, 'version', w.label_version,
                   'isTemplate', w.is_template, 'isPublic', w.is_public,
                   'trigger', w.trigger, 'triggerConfig', w.trigger_config,
                   'variables', w.variables)
            else w.extra -> 'document' end
  from workflows w
 cross join lateral (select w.format = 'builder'
                            and not coalesce(w.edges -> 0 ? 'from', w.extra ? 'metadata')
                              as is_builders) b
  left join lateral (select i.source, i.old_id from import_ids i
                      where (i.tenant_id, i.id) = (w.tenant_id, w.id) and i.kind = 'workflow'
                      order by i.source, i.old_id limit 1) i on true;

grant select on api.flow_exports to muster_web;
