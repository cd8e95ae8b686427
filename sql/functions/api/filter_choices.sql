-- api.filter_choices(fields text[]) returns field text, value text, word text
--
-- What the filters of lists offer for ids, by the field: five hundred of each at most, by name.
-- The hundred agents that were deleted last stand behind the others, where they have executions.
create or replace function api.filter_choices(fields text[])
returns table (field text, value text, word text)
language sql stable as $$
  (select 'projectId', p.id::text, p.name from projects p
    where 'projectId' = any (fields) order by p.name, p.id limit 500)
  union all
  (select 'agentId', a.id::text, a.name from agents a
    where 'agentId' = any (fields) and a.deleted_at is null order by a.name, a.id limit 400)
  union all
  (select 'agentId', a.id::text, a.name || ' (deleted)'
     from (select * from agents a where 'agentId' = any (fields) and a.deleted_at is not null
            order by a.deleted_at desc, a.id desc limit 100) a
    where exists (select from executions e where (e.tenant_id, e.agent_id) = (a.tenant_id, a.id))
    order by a.deleted_at desc, a.id desc)
  union all
  (select 'workflowId', w.id::text, w.name from workflows w
    where 'workflowId' = any (fields) order by w.name, w.id limit 500)
$$;

grant execute on function api.filter_choices(text[]) to muster_web;
