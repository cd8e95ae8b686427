-- api.attention()
--   returns agent_id uuid, agent_name text, reason text, failures bigint,
--   heartbeat_at timestamptz, last_execution_id uuid, last_execution timestamptz
--
-- Active agents that need a look, worst first: reason 'failures' (three or more of the
-- last runs in a row failed or timed out) or 'heartbeat' (late). At most 20.
create or replace function api.attention()
returns table (agent_id uuid, agent_name text, reason text, failures bigint,
               heartbeat_at timestamptz, last_execution_id uuid, last_execution timestamptz)
language sql stable as $$
  select a.id, a.name, case when a.failures_in_row >= 3 then 'failures' else 'heartbeat' end,
         a.failures_in_row, a.heartbeat_at, a.last_execution_id,
         app.uuid_time(a.last_execution_id)
    from app.agents_now() a
   where a.status = 'active' and (a.failures_in_row >= 3 or a.activity = 'offline')
   order by a.failures_in_row desc, a.heartbeat_at, a.id
   limit 20
$$;

grant execute on function api.attention() to muster_web;
