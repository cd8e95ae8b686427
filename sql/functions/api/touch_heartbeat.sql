-- api.touch_heartbeat(agent uuid, told jsonb) returns boolean: whether there is such an agent, which
-- has now been heard of. What it told of itself stays until it tells something else.
create or replace function api.touch_heartbeat(agent uuid, told jsonb default null) returns boolean
language plpgsql as $$
begin
  insert into agent_activity as h (agent_id, heartbeat_at, details)
  select a.id, now(), told from agents a where a.id = agent and a.deleted_at is null
  on conflict (tenant_id, agent_id) do update
    set heartbeat_at = excluded.heartbeat_at, details = coalesce(excluded.details, h.details);
  return found;
end
$$;

grant execute on function api.touch_heartbeat(uuid, jsonb) to muster_web;
