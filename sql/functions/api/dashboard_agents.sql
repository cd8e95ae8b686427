-- api.dashboard_agents()
--   returns one row: total_agents, active_agents, running_agents, paused_agents,
--   error_agents, offline_agents, inactive_agents, idle_agents, all bigint
--
-- The counts of api.overview_agents().
create or replace function api.dashboard_agents()
returns table (total_agents bigint, active_agents bigint, running_agents bigint,
               paused_agents bigint, error_agents bigint, offline_agents bigint,
               inactive_agents bigint, idle_agents bigint)
language sql stable as $$
  select o.total_agents, o.active_agents, o.running_agents, o.paused_agents, o.error_agents,
         o.offline_agents, o.inactive_agents, o.idle_agents
    from api.overview_agents(0) o
$$;

grant execute on function api.dashboard_agents() to muster_web;
