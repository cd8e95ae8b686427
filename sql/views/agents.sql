-- api.agents: the agents of the tenant, with what is known of their work.
--
-- Derived columns are scalar subqueries: a list that does not select them does not
-- pay for them, and one that does probes an index for each row it shows.
--   activity         busy, offline (heartbeat late), error (last run failed) or idle
--   last_execution   when the newest run was made
--   last_active      the later of heartbeat and last execution
--   execution_count  rollup and unfolded rest
create or replace view api.agents with (security_invoker = true) as
select a.id,
       a.name,
       a.description,
       a.status,
       (select app.activity(a.status, a.heartbeat_interval_s, h.heartbeat_at, n.running, n.last_finished)
          from app.agent_now(a.tenant_id, a.id) n
          left join agent_activity h on (h.tenant_id, h.agent_id) = (a.tenant_id, a.id)) as activity,
       a.category,
       a.type,
       a.model_provider,
       a.model,
       a.instructions,
       a.enabled,
       a.configuration,
       a.tags,
       a.heartbeat_interval_s,
       (select h.heartbeat_at from agent_activity h
         where (h.tenant_id, h.agent_id) = (a.tenant_id, a.id)) as heartbeat_at,
       a.project_id,
       (select p.name from projects p
         where (p.tenant_id, p.id) = (a.tenant_id, a.project_id)) as project_name,
       greatest((select h.heartbeat_at from agent_activity h
                  where (h.tenant_id, h.agent_id) = (a.tenant_id, a.id)),
                (select app.uuid_time(n.last_execution_id)
                   from app.agent_now(a.tenant_id, a.id) n)) as last_active,
       (select app.uuid_time(n.last_execution_id)
          from app.agent_now(a.tenant_id, a.id) n) as last_execution,
       (select n.executions from app.agent_now(a.tenant_id, a.id) n) as execution_count,
       a.created_by as created_by_id,
       (select u.name from users u where u.id = a.created_by) as created_by_name,
       (select u.email from users u where u.id = a.created_by) as created_by_email,
       a.version,
       a.created_at,
       a.updated_at
  from agents a;

grant select on api.agents to muster_web;
