-- api.install_blueprint(wanted uuid, new_id uuid, new_name text) returns kind, name: a row, if there is
-- such a blueprint, of the tenant's own or a public one.
--
-- The agent, with its flowchart and capabilities, or the workflow is the tenant's own from then
-- on. An agent is paused and a workflow a draft until somebody has looked at it.
create or replace function api.install_blueprint(wanted uuid, new_id uuid, new_name text)
returns table (kind text, name text)
language plpgsql as $$
#variable_conflict use_column
declare
  source jsonb;
  title text;
  sort text;
begin
  select b.definition, coalesce(nullif(btrim(new_name), ''), b.name), b.kind into source, title, sort
    from (select o.definition, o.name, o.kind from blueprints o where o.id = wanted
          union all
          select p.definition, p.name, p.kind from public_blueprints p where p.id = wanted) b limit 1;
  if not found then
    return;
  end if;
  if sort = 'agent' then
    insert into agents (id, name, description, category, type, model_provider, model, instructions, configuration,
                        tags, heartbeat_interval_s, status)
    select new_id, title, a ->> 'description', a ->> 'category', a ->> 'type', a ->> 'modelProvider', a ->> 'model',
           a ->> 'instructions', a -> 'configuration', array(select jsonb_array_elements_text(a -> 'tags')),
           (a ->> 'heartbeatIntervalS')::int, 'paused'
      from (values (source -> 'agent')) x (a);
    insert into flowcharts (agent_id, label_version, nodes, connections, metadata, layout, extra)
    select new_id, f ->> 'version', f -> 'nodes', f -> 'connections', f -> 'metadata', f -> 'layout', f -> 'extra'
      from (values (source -> 'flowchart')) x (f) where jsonb_typeof(f) = 'object';
    insert into agent_capabilities (agent_id, name, description, confidence)
    select new_id, c ->> 'name', c ->> 'description', (c ->> 'confidence')::float8
      from jsonb_array_elements(source -> 'capabilities') c;
  else
    insert into workflows (id, name, description, format, trigger, trigger_config, variables, tags, category, difficulty,
                           estimated_time, label_version, nodes, edges, extra)
    select new_id, title, w ->> 'description', w ->> 'format', w ->> 'trigger', w -> 'triggerConfig', w -> 'variables',
           array(select jsonb_array_elements_text(w -> 'tags')), w ->> 'category', w ->> 'difficulty',
           w ->> 'estimatedTime', w ->> 'labelVersion', w -> 'nodes', w -> 'edges', w -> 'extra'
      from (values (source -> 'workflow')) x (w);
  end if;
  perform private.count_download(wanted);
  return query select sort, title;
end
$$;

grant execute on function api.install_blueprint(uuid, uuid, text) to muster_web;
