-- api.agent_metrics: what was measured of the agents of the tenant.
create or replace view api.agent_metrics with (security_invoker = true) as
select m.id, m.agent_id, m.name, m.value, m.unit, m.at, m.labels
  from agent_metrics m;

grant select on api.agent_metrics to muster_web;
