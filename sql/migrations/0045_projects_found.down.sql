-- 0045_projects_found.down.sql
set local role muster_owner;

drop index tasks_of_an_agent_that_are_open, projects_by_activity, projects_by_type;

reset role;
