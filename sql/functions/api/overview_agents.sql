-- api.overview_agents(wanted int)
--   returns total_agents, active_agents, running_agents, paused_agents, error_agents,
--   offline_agents, inactive_agents, idle_agents bigint, agent_id uuid, agent_name text,
--   reason text, failures bigint, heartbeat_at timestamptz, last_execution timestamptz
--
-- How many agents there are and how they stand, and the active agents that need a look,
-- worst first, as many as wanted: a row each, with the same counts in all; one row without an
-- agent where none does. Reason: 'failures' (three or more of the last runs in a row failed
-- or timed out) or 'heartbeat' (late).
--
-- Each agent is in one of the first six after the total: running whatever its status,
-- else paused or inactive, else error, offline or (plain) active. idle_agents counts
-- all of status active with no run running.
create or replace function api.overview_agents(wanted int)
returns table (total_agents bigint, active_agents bigint, running_agents bigint,
               paused_agents bigint, error_agents bigint, offline_agents bigint,
               inactive_agents bigint, idle_agents bigint, agent_id uuid, agent_name text,
               reason text, failures bigint, heartbeat_at timestamptz, last_execution timestamptz)
language sql stable as $$
  -- materialized: what an agent does is found out once, for the counts and for the list
  with agents_now as materialized (
    select a.id, a.name, a.status, a.activity, a.failures_in_row, a.heartbeat_at, a.last_execution_id
      from app.agents_now() a
  ), counts as (
    select count(*) as total,
           count(*) filter (where a.status = 'active' and a.activity = 'idle') as active,
           count(*) filter (where a.activity = 'busy') as running,
           count(*) filter (where a.status = 'paused' and a.activity <> 'busy') as paused,
           count(*) filter (where a.activity = 'error') as error,
           count(*) filter (where a.activity = 'offline') as offline,
           count(*) filter (where a.status = 'inactive' and a.activity <> 'busy') as inactive,
           count(*) filter (where a.status = 'active' and a.activity <> 'busy') as idle
      from agents_now a
  ), worst as (
    select a.*
      from agents_now a
     where a.status = 'active' and (a.failures_in_row >= 3 or a.activity = 'offline')
     order by a.failures_in_row desc, a.heartbeat_at, a.id
     limit wanted
  )
  select c.total, c.active, c.running, c.paused, c.error, c.offline, c.inactive, c.idle,
         w.id, w.name,
         case when w.failures_in_row >= 3 then 'failures' when w.id is not null then 'heartbeat' end,
         w.failures_in_row, w.heartbeat_at, app.uuid_time(w.last_execution_id)
    from counts c
    left join worst w on true
   order by w.failures_in_row desc, w.heartbeat_at, w.id
$$;

grant execute on function api.overview_agents(int) to muster_web;
