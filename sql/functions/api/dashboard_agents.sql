-- api.dashboard_agents()
--   returns one row: total_agents, active_agents, running_agents, paused_agents,
--   error_agents, offline_agents, inactive_agents, idle_agents, all bigint
--
-- Each agent is in one of the first six after the total: running whatever its status,
-- else paused or inactive, else error, offline or (plain) active. idle_agents counts
-- all of status active with no run running.
create or replace function api.dashboard_agents()
returns table (total_agents bigint, active_agents bigint, running_agents bigint,
               paused_agents bigint, error_agents bigint, offline_agents bigint,
               inactive_agents bigint, idle_agents bigint)
language sql stable as $$
  select count(*),
         count(*) filter (where a.status = 'active' and a.activity = 'idle'),
         count(*) filter (where a.activity = 'busy'),
         count(*) filter (where a.status = 'paused' and a.activity <> 'busy'),
         count(*) filter (where a.activity = 'error'),
         count(*) filter (where a.activity = 'offline'),
         count(*) filter (where a.status = 'inactive' and a.activity <> 'busy'),
         count(*) filter (where a.status = 'active' and a.activity <> 'busy')
    -- offset 0: what an agent does is found out once, not in every count
    from (select a.status, a.activity from app.agents_now() a offset 0) a
$$;

grant execute on function api.dashboard_agents() to muster_web;
