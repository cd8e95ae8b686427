-- api.save_workflow(custom text, members jsonb) returns one row: id uuid, made boolean
--
-- Make the workflow that a client calls custom (its own id, another name, or null), or
-- change the one that is called so. members: named as the columns; what is absent stays.
-- Two first saves of the same name wait for each other here.
create or replace function api.save_workflow(custom text, members jsonb)
returns table (id uuid, made boolean)
language plpgsql as $$
#variable_conflict use_column
declare
  known uuid;
  is_uuid constant boolean := custom ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
  was workflows;
  w workflows;
begin
  if custom is not null then
    perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'workflow', auth.tenant(), custom), 0));
    known := app.row_id('workflow', custom);
  end if;
  select x.* into was from workflows x where x.id = known for update;
  w := jsonb_populate_record(was, members);
  if was.id is null then
    known := case when is_uuid then custom::uuid else uuid_v7() end;
    insert into workflows (id, name, description, status, format, trigger, trigger_config, variables,
                           tags, category, difficulty, estimated_time, label_version, is_template,
                           is_public, nodes, edges, extra, project_id)
    values (known, coalesce(w.name, custom), coalesce(w.description, ''), coalesce(w.status, 'draft'),
            coalesce(w.format, 'builder'), coalesce(w.trigger, 'manual'),
            coalesce(w.trigger_config, '{}'), coalesce(w.variables, '[]'), coalesce(w.tags, '{}'),
            coalesce(w.category, ''), coalesce(w.difficulty, ''), coalesce(w.estimated_time, ''),
            coalesce(w.label_version, ''), coalesce(w.is_template, false),
            coalesce(w.is_public, false), w.nodes, w.edges, coalesce(w.extra, '{}'), w.project_id);
    insert into aliases (kind, alias, id)
    select 'workflow', custom, known where custom is not null and not is_uuid;
  else
    update workflows x
       set name = w.name, description = w.description, status = w.status, format = w.format,
           trigger = w.trigger, trigger_config = w.trigger_config, variables = w.variables,
           tags = w.tags, category = w.category, difficulty = w.difficulty,
           estimated_time = w.estimated_time, label_version = w.label_version,
           is_template = w.is_template, is_public = w.is_public, nodes = w.nodes, edges = w.edges,
           extra = x.extra || w.extra, project_id = w.project_id, version = x.version + 1
     where x.id = known and (x.*) is distinct from (w.*);
  end if;
  return query select known, was.id is null;
end
$$;

grant execute on function api.save_workflow(text, jsonb) to muster_web;
