-- 0051_limited_tenants.up.sql: a tenant's row says whether its plan limits anything.
--
-- auth.begin reads that row anyway, and tells the transaction; so an insert of an execution asks
-- nobody. A look into allowances cost it an eighth.
set local role muster_owner;

alter table tenants
  add column is_limited boolean not null default false;

comment on column tenants.is_limited is 'it has allowances; kept by private.set_allowances';

update tenants t set is_limited = true
 where exists (select from allowances a where a.tenant_id = t.id);

drop trigger tenants_audit on tenants;
create trigger tenants_audit after insert or update on tenants
  for each row execute function private.audit_change('tenant', '{}', '{version,is_limited}');

-- what a plan limits is no edit of the tenant
drop trigger tenants_stamp_updated_at on tenants;
create trigger tenants_stamp_updated_at before update on tenants
  for each row when (new.* is distinct from old.* and new.is_limited = old.is_limited)
  execute function app.stamp_updated_at();

-- As in 0022; and where the plan of the tenant limits something, whether there is room.
create or replace function private.tell_execution_inserts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('muster.is_limited', true) = 'true' then
    perform private.check_executions(auth.tenant(), (select count(*) from new_rows));
  end if;
  insert into changes (tenant_id, kind, id, op, new_status, agent_id, tokens, cost_micros, duration_ms)
  select tenant_id, 'execution', id, 'insert', status, agent_id, tokens, cost_micros,
         app.duration_ms(started_at, completed_at)
    from new_rows n
   where (select a.deleted_at from agents a
           where (a.tenant_id, a.id) = (n.tenant_id, n.agent_id)) is null
      or private.refuse_deleted_agent('execution_agent_is_of_the_same_tenant');
  return null;
end
$$;

reset role;
