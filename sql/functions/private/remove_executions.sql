-- private.remove_executions(tenant uuid, ids uuid[]) returns bigint: removes these runs of one
-- tenant with their steps, logs and other names; how many were asked for.
create or replace function private.remove_executions(tenant uuid, ids uuid[]) returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from execution_logs l where l.tenant_id = tenant and l.execution_id = any (ids);
  delete from execution_steps s where s.tenant_id = tenant and s.execution_id = any (ids);
  delete from aliases a
   where a.tenant_id = tenant and a.kind = 'execution' and a.id = any (ids);
  delete from executions e where e.tenant_id = tenant and e.id = any (ids);
  return cardinality(ids);
end
$$;
