-- api.project_tasks(wanted uuid)
--   returns id uuid, title text, status text, agent_name text
--
-- The newest twenty tasks of a project's agents that have not ended, and one more.
create or replace function api.project_tasks(wanted uuid)
returns table (id uuid, title text, status text, agent_name text)
language sql stable as $$
  select t.id, t.title, t.status, a.name
    from agents a
   cross join lateral (select t.id, t.title, t.status
                         from tasks t
                        where (t.tenant_id, t.agent_id) = (a.tenant_id, a.id)
                          and t.status in ('pending', 'in_progress')
                        order by t.id desc limit 21) t
   where a.project_id = wanted and a.deleted_at is null
   order by t.id desc limit 21
$$;

grant execute on function api.project_tasks(uuid) to muster_web;
