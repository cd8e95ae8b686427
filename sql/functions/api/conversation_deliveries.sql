-- api.conversation_deliveries(wanted uuid): how far messages to all agents have come, of the
-- conversation that one is part of; five hundred deliveries.
create or replace function api.conversation_deliveries(wanted uuid)
returns table (message_id uuid, agent_id uuid, agent_name text, status text, attempts int)
language sql stable as $$
  select d.message_id, d.agent_id, a.name, d.status, d.attempts
    from agent_messages w
    join agent_messages m on m.tenant_id = w.tenant_id and m.correlation_id = w.correlation_id and m.recipient_id is null
    join agent_deliveries d on (d.tenant_id, d.message_id) = (m.tenant_id, m.id)
    join agents a on (a.tenant_id, a.id) = (d.tenant_id, d.agent_id)
   where w.id = wanted
   order by m.id, a.name, a.id
   limit 500
$$;

grant execute on function api.conversation_deliveries(uuid) to muster_web;
