-- api.agent_rows: the agents of the tenant, with what is known of their work; also those
-- that were deleted, and who did it. For the page of one; lists are api.agents and
-- api.deleted_agents.
--
-- What is derived is a left join by a key, a lateral aggregate or a scalar subquery, each
-- one row: a list that does not select it does not pay for it, and one that does probes an
-- index for each row that it shows.
--   activity         busy, offline (heartbeat late), error (last run failed) or idle
--   last_execution   when the newest run was made
--   last_active      the later of heartbeat and last execution
--   execution_count  rollup and unfolded rest
create or replace view api.agent_rows with (security_invoker = true) as
select a.id,
       a.name,
       a.description,
       a.status,
       app.activity(a.status, a.heartbeat_interval_s, h.heartbeat_at, n.running,
                    n.last_finished, (select app.offline_after_s())) as activity,
       a.category,
       a.type,
       a.model_provider,
       a.model,
       a.instructions,
       a.enabled,
       a.configuration,
       a.tags,
       a.heartbeat_interval_s,
       h.heartbeat_at,
       a.project_id,
       (select p.name from projects p
         where (p.tenant_id, p.id) = (a.tenant_id, a.project_id)) as project_name,
       greatest(h.heartbeat_at, app.uuid_time(n.last_execution_id)) as last_active,
       app.uuid_time(n.last_execution_id) as last_execution,
       n.executions as execution_count,
       a.created_by as created_by_id,
       u.name as created_by_name,
       u.email as created_by_email,
       a.version,
       a.created_at,
       a.updated_at,
       a.deleted_at,
       a.deleted_by as deleted_by_id,
       d.name as deleted_by_name,
       d.email as deleted_by_email,
       h.details as heartbeat_details
  from agents a
  left join users u on u.id = a.created_by
  left join users d on d.id = a.deleted_by
  left join lateral (select max(h.heartbeat_at) as heartbeat_at, (array_agg(h.details))[1] as details
                       from agent_activity h
                      where (h.tenant_id, h.agent_id) = (a.tenant_id, a.id)) h on true
  left join lateral app.agent_now(a.tenant_id, a.id) n on true;

grant select on api.agent_rows to muster_web;
