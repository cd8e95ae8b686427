-- private.remove_tenant(tenant uuid, most int) returns bigint: how many rows of a tenant that is
-- shut were removed. At most so many runs; where none are left, all else, those of its people
-- who are nowhere else, and the tenant.
create or replace function private.remove_tenant(tenant uuid, most int) returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  run_ids constant uuid[] := array(
    select e.id from executions e where e.tenant_id = tenant order by e.id limit most);
  people constant uuid[] := array(
    select m.user_id from memberships m where m.tenant_id = tenant);
  removed bigint := private.remove_executions(tenant, run_ids);
begin
  if removed < most then
    removed := removed + private.remove_tenant_rows(tenant);
    perform private.remove_homeless_users(people);
    delete from tenants t where t.id = tenant and not t.active;
  end if;
  return removed;
end
$$;
