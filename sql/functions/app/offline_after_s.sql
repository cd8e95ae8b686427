-- app.offline_after_s() returns int: seconds without a heartbeat after which an agent of the
-- tenant who asks is offline, where it has no interval of its own. Ask in a subselect, once a
-- statement. plpgsql keeps its plan for the session; a function in SQL that cannot be inlined
-- is parsed and planned in every statement, which cost a third of reading an agent.
create or replace function app.offline_after_s() returns int
language plpgsql stable parallel safe as $$
begin
  return coalesce((select t.offline_after_s from tenants t where t.id = auth.tenant()), 300);
end
$$;

grant execute on function app.offline_after_s() to muster_web;
