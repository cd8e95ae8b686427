-- api.import_workflow(tenant uuid, source text, old_id text, made_at timestamptz,
--                     workflow jsonb)
--   returns one row: id uuid, outcome text (created, updated, unchanged)
--
-- workflow: members named as the columns, and project_id of what is new; those that are absent keep their default, or
-- what they were, but the graph is replaced. old_id opens the row from then on, unless
-- it is another's name already.
create or replace function api.import_workflow(tenant uuid, source text, old_id text,
                                               made_at timestamptz, workflow jsonb)
returns table (id uuid, outcome text)
language plpgsql as $$
#variable_conflict use_column
declare
  made record;
  was workflows;
  w workflows;
begin
  select r.id, r.outcome into made
    from api.import_row(tenant, source, 'workflow', import_workflow.old_id, made_at, workflow - 'project_id') r;
  if made.outcome <> 'unchanged' then
    select x.* into was from workflows x where (x.tenant_id, x.id) = (tenant, made.id) for update;
    w := jsonb_populate_record(was, '{"nodes": [], "edges": [], "extra": {}}' || workflow);
    insert into workflows as t (tenant_id, id, name, description, status, format, trigger,
                                trigger_config, variables, tags, category, difficulty,
                                estimated_time, label_version, is_template, is_public,
                                nodes, edges, extra, project_id, created_at)
    values (tenant, made.id, w.name, coalesce(w.description, ''), coalesce(w.status, 'draft'),
            coalesce(w.format, 'builder'), coalesce(w.trigger, 'manual'),
            coalesce(w.trigger_config, '{}'), coalesce(w.variables, '[]'), coalesce(w.tags, '{}'),
            coalesce(w.category, ''), coalesce(w.difficulty, ''), coalesce(w.estimated_time, ''),
            coalesce(w.label_version, ''), coalesce(w.is_template, false),
            coalesce(w.is_public, false), w.nodes, w.edges, w.extra, w.project_id,
            coalesce(made_at, now()))
    on conflict (tenant_id, id) do update
      set name = excluded.name, description = excluded.description, status = excluded.status,
          format = excluded.format, trigger = excluded.trigger,
          trigger_config = excluded.trigger_config, variables = excluded.variables,
          tags = excluded.tags, category = excluded.category, difficulty = excluded.difficulty,
          estimated_time = excluded.estimated_time, label_version = excluded.label_version,
          is_template = excluded.is_template, is_public = excluded.is_public,
          nodes = excluded.nodes, edges = excluded.edges, extra = excluded.extra,
          version = t.version + 1;
    insert into aliases (tenant_id, kind, alias, id)
    select tenant, 'workflow', import_workflow.old_id, made.id
     where length(import_workflow.old_id) <= 255
    on conflict (tenant_id, kind, alias) do nothing;
  end if;
  return query select made.id, made.outcome;
end
$$;

grant execute on function api.import_workflow(uuid, text, text, timestamptz, jsonb) to muster_web;
