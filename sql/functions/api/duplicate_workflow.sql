-- api.duplicate_workflow(wanted uuid, new_id uuid, new_name text, as_template boolean)
--   returns id uuid, a row if there is such a workflow
--
-- The copy is a draft of its own: it begins a history, and no client knows it by another
-- name. Without a name it is called as a template that it is made from, or else a copy.
create or replace function api.duplicate_workflow(wanted uuid, new_id uuid, new_name text, as_template boolean)
returns table (id uuid)
language sql as $$
  insert into workflows as made (id, name, description, format, trigger, trigger_config, variables, tags,
                                 category, difficulty, estimated_time, label_version, is_template,
                                 nodes, edges, extra, project_id)
  select new_id,
         case when btrim(new_name) <> '' then new_name
              when w.is_template and not coalesce(as_template, false) then w.name
              else left(w.name, 250) || ' copy' end,
         w.description, w.format, w.trigger, w.trigger_config, w.variables, w.tags,
         w.category, w.difficulty, w.estimated_time, w.label_version, coalesce(as_template, false),
         w.nodes, w.edges, w.extra, w.project_id
    from workflows w where w.id = wanted
  returning made.id
$$;

grant execute on function api.duplicate_workflow(uuid, uuid, text, boolean) to muster_web;
