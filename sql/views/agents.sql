-- api.agents: the agents of the tenant; not those that were deleted.
create or replace view api.agents with (security_invoker = true) as
select id, name, description, status, activity, category, type, model_provider, model,
       instructions, enabled, configuration, tags, heartbeat_interval_s, heartbeat_at,
       project_id, project_name, last_active, last_execution, execution_count,
       created_by_id, created_by_name, created_by_email, version, created_at, updated_at,
       heartbeat_details
  from api.agent_rows
 where deleted_at is null;

grant select on api.agents to muster_web;
