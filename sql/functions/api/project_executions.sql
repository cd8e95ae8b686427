-- api.project_executions(wanted uuid)
--   returns id uuid, title text, status text, error text, agent_id uuid, agent_name text,
--   workflow_id uuid, workflow_name text, created_at timestamptz
--
-- The newest twenty executions of a project, and one more: of its newest hundred agents and
-- hundred workflows, of each of which a page is read.
create or replace function api.project_executions(wanted uuid)
returns table (id uuid, title text, status text, error text, agent_id uuid, agent_name text,
               workflow_id uuid, workflow_name text, created_at timestamptz)
language sql stable as $$
  with of_agents as (
    select e.* from (select a.id from agents a
                      where a.project_id = wanted and a.deleted_at is null
                      order by a.id desc limit 100) a
     cross join lateral (select e.id, e.title, e.status, e.error, e.agent_id, e.agent_name,
                                e.workflow_id, e.workflow_name, e.created_at
                           from api.executions e where e.agent_id = a.id
                          order by e.id desc limit 21) e
  ), of_workflows as (
    select e.* from (select w.id from workflows w
                      where w.project_id = wanted order by w.id desc limit 100) w
     cross join lateral (select e.id, e.title, e.status, e.error, e.agent_id, e.agent_name,
                                e.workflow_id, e.workflow_name, e.created_at
                           from api.executions e where e.workflow_id = w.id
                          order by e.id desc limit 21) e
  )
  select * from of_agents union select * from of_workflows order by 1 desc limit 21
$$;

grant execute on function api.project_executions(uuid) to muster_web;
