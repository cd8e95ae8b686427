-- api.deliveries: messages on their way to the agents that get them; id is the agent's.
create or replace view api.deliveries with (security_invoker = true) as
select d.agent_id as id,
       d.message_id,
       d.agent_id,
       (select a.name from agents a where (a.tenant_id, a.id) = (d.tenant_id, d.agent_id)) as agent_name,
       d.status,
       d.attempts,
       d.held_until,
       d.delivered_at,
       d.acknowledged_at,
       d.error
  from agent_deliveries d;

grant select on api.deliveries to muster_web;
