-- 0051_limited_tenants.down.sql: executions look into allowances again, as in 0049.
set local role muster_owner;

-- As in 0022; and where the plan of the tenant limits something, whether there is room.
create or replace function private.tell_execution_inserts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into changes (tenant_id, kind, id, op, new_status, agent_id, tokens, cost_micros, duration_ms)
  select tenant_id, 'execution', id, 'insert', status, agent_id, tokens, cost_micros,
         app.duration_ms(started_at, completed_at)
    from new_rows n
   where ((select a.deleted_at from agents a
            where (a.tenant_id, a.id) = (n.tenant_id, n.agent_id)) is null
          or private.refuse_deleted_agent('execution_agent_is_of_the_same_tenant'))
     -- both are found out once a statement
     and (not exists (select from allowances l where l.tenant_id = (select auth.tenant()))
          or (select private.check_executions(auth.tenant(), (select count(*) from new_rows))));
  return null;
end
$$;

drop trigger tenants_stamp_updated_at on tenants;
drop trigger tenants_audit on tenants;
alter table tenants drop column is_limited;
create trigger tenants_stamp_updated_at before update on tenants
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();
create trigger tenants_audit after insert or update on tenants
  for each row execute function private.audit_change('tenant', '{}', '{version}');

reset role;
