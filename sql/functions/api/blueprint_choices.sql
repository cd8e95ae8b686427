-- api.blueprint_choices(): what a blueprint may be made of, by the field of its form. Five hundred
-- of each, by name.
create or replace function api.blueprint_choices() returns table (field text, value text, word text)
language sql stable as $$
  select 'agentId', '', 'No agent'
  union all
  (select 'agentId', a.id::text, a.name from agents a where a.deleted_at is null order by a.name, a.id limit 500)
  union all
  select 'workflowId', '', 'No workflow'
  union all
  (select 'workflowId', w.id::text, w.name from workflows w order by w.name, w.id limit 500)
$$;

grant execute on function api.blueprint_choices() to muster_web;
