-- api.agent_capabilities: what the agents of the tenant can do.
create or replace view api.agent_capabilities with (security_invoker = true) as
select c.id, c.agent_id, c.name, c.description, c.confidence, c.usage_count, c.last_used_at,
       c.metadata, c.version, c.created_at, c.updated_at
  from agent_capabilities c;

grant select on api.agent_capabilities to muster_web;
