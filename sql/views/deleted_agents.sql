-- api.deleted_agents: the agents that were deleted, and can be restored. A page of them goes
-- by (deleted_at, id).
create or replace view api.deleted_agents with (security_invoker = true) as
select id, name, description, category, type, last_execution, execution_count,
       deleted_by_id, deleted_by_name, deleted_by_email, version, created_at, deleted_at
  from api.agent_rows
 where deleted_at is not null;

grant select on api.deleted_agents to muster_web;
