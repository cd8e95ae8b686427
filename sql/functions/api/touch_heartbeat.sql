-- api.touch_heartbeat(agent uuid) returns boolean: whether there is such an agent, which
-- has now been heard of.
create or replace function api.touch_heartbeat(agent uuid) returns boolean
language plpgsql as $$
begin
  insert into agent_activity as h (agent_id, heartbeat_at)
  select a.id, now() from agents a where a.id = agent and a.deleted_at is null
  on conflict (tenant_id, agent_id) do update set heartbeat_at = excluded.heartbeat_at;
  return found;
end
$$;

grant execute on function api.touch_heartbeat(uuid) to muster_web;
