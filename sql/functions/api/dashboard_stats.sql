-- api.dashboard_stats() returns one row: the columns of api.dashboard_agents(), then those
-- of api.dashboard_executions().
create or replace function api.dashboard_stats()
returns table (total_agents bigint, active_agents bigint, running_agents bigint,
               paused_agents bigint, error_agents bigint, offline_agents bigint,
               inactive_agents bigint, idle_agents bigint,
               total_executions bigint, pending bigint, running bigint, paused bigint,
               completed bigint, failed bigint, cancelled bigint, timeout bigint,
               success_rate numeric, recent_executions bigint, recent_completed bigint,
               recent_failed bigint, recent_tokens bigint, recent_cost_micros bigint,
               mean_duration_ms bigint, recent_success_rate numeric, before_failed bigint,
               before_cost_micros bigint, oldest_pending_at timestamptz,
               median_duration_ms bigint, p95_duration_ms bigint)
language sql stable as $$
  select a.total_agents, a.active_agents, a.running_agents, a.paused_agents, a.error_agents,
         a.offline_agents, a.inactive_agents, a.idle_agents,
         e.total_executions, e.pending, e.running, e.paused, e.completed, e.failed, e.cancelled,
         e.timeout, e.success_rate, e.recent_executions, e.recent_completed, e.recent_failed,
         e.recent_tokens, e.recent_cost_micros, e.mean_duration_ms, e.recent_success_rate,
         e.before_failed, e.before_cost_micros, e.oldest_pending_at, e.median_duration_ms,
         e.p95_duration_ms
    from api.dashboard_agents() a cross join api.dashboard_executions() e
$$;

grant execute on function api.dashboard_stats() to muster_web;
