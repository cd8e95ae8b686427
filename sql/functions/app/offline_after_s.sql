-- app.offline_after_s() returns int: seconds without a heartbeat after which an agent of the
-- tenant who asks is offline, where it has no interval of its own. Ask in a subselect, once a
-- statement.
create or replace function app.offline_after_s() returns int
language sql stable parallel safe as $$
  select coalesce((select t.offline_after_s from tenants t where t.id = auth.tenant()), 300)
$$;

grant execute on function app.offline_after_s() to muster_web;
