-- 0045_projects_found.up.sql: projects by their filters, and what waits for an agent.
set local role muster_owner;

create index projects_by_type on projects (tenant_id, type, id);
create index projects_by_activity on projects (tenant_id, active, id);

-- The page of a project asks each of its agents for the newest.
create index tasks_of_an_agent_that_are_open on tasks (tenant_id, agent_id, id)
  where status in ('pending', 'in_progress');

reset role;
