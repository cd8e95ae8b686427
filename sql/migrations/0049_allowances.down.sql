-- 0049_allowances.down.sql: executions are told without a look at the plan, as in 0022.
set local role muster_owner;

drop trigger tenants_set_allowances on tenants;
drop trigger plans_set_allowances on plans;
drop trigger subscriptions_set_allowances on subscriptions;
drop trigger invitations_guard_allowance on invitations;
drop trigger memberships_guard_allowance_on_return on memberships;
drop trigger memberships_guard_allowance_on_insert on memberships;
drop trigger workflows_guard_allowance on workflows;
drop trigger agents_guard_allowance_on_restore on agents;
drop trigger agents_guard_allowance_on_insert on agents;

create or replace function private.tell_execution_inserts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
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

drop function private.set_allowances_of_tenant();
drop function private.set_allowances_of_all();
drop function private.set_allowances_of_changed();
drop function private.guard_standing();
drop function private.refuse_use(text, numeric, numeric, timestamptz);
alter table fold_state drop column certain_seq, drop column mark_seq, drop column mark_xid;
drop table allowances cascade;

reset role;
