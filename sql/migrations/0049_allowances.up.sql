-- 0049_allowances.up.sql: how much a tenant may use, and how much of it is used.
--
-- A row for each unit that the plan of a tenant limits: none where nothing is limited, so that
-- whoever makes something finds out by one look into an index. Kept by
-- private.set_allowances alone: when a plan or a subscription changes, and by each fold.
--
-- What stands there (agents, members, workflows) is counted when one more is made, behind a
-- lock: exactly. Of what happens (executions, and all that is reported) the fold knows how much
-- there is; what the fold has not seen is added for executions, but only where it can matter.
set local role muster_owner;

create table allowances (
  tenant_id uuid not null,
  unit      text not null,
  most      numeric not null,
  since     timestamptz not null,
  until     timestamptz not null,
  used      numeric not null default 0,
  primary key (tenant_id, unit)
);

comment on column allowances.since is 'begin of the month that counts; months begin as the subscription did';
comment on column allowances.used is 'since then, as of the last fold; 0 of what stands there';

select app.protect('allowances', write => 'owner', remove => 'owner');
grant select on allowances to muster_web, muster_live, muster_work;

-- No change that is not folded has a number of at most certain_seq: how many there are at most
-- is known without counting. All of transactions from mark_xid on are above mark_seq, which
-- becomes certain_seq when the watermark has come there.
alter table fold_state
  add column certain_seq bigint not null default 0,
  add column mark_seq    bigint not null default 0,
  add column mark_xid    xid8 not null default '0';

-- Refused: the unit, what is used of it, the limit and when the month ends are told apart.
create function private.refuse_use(unit text, used numeric, most numeric, until timestamptz) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception using errcode = 'MU402',
    message = case when app.is_standing(unit)
                   then format('the plan allows %s %s, and there are %s', most, unit, used)
                   else format('the plan allows %s %s a month, and %s were used', most, unit, used) end,
    detail = json_build_object('unit', unit, 'used', used, 'limit', most,
                               'periodEnd', to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
end
$$;

-- Of what stands there: whether there is room for one more, which may be there already.
create function private.guard_standing() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform private.check_standing(new.tenant_id, tg_argv[0], tg_argv[1]::int);
  return null;
end
$$;

create trigger agents_guard_allowance_on_insert after insert on agents
  for each row when (new.deleted_at is null) execute function private.guard_standing('agents', '0');
create trigger agents_guard_allowance_on_restore after update of deleted_at on agents
  for each row when (old.deleted_at is not null and new.deleted_at is null)
  execute function private.guard_standing('agents', '0');
create trigger workflows_guard_allowance after insert on workflows
  for each row execute function private.guard_standing('workflows', '0');
create trigger memberships_guard_allowance_on_insert after insert on memberships
  for each row when (new.ended_at is null) execute function private.guard_standing('members', '0');
create trigger memberships_guard_allowance_on_return after update of ended_at on memberships
  for each row when (old.ended_at is not null and new.ended_at is null)
  execute function private.guard_standing('members', '0');
-- nobody is asked to join where there is no room
create trigger invitations_guard_allowance after insert on invitations
  for each row execute function private.guard_standing('members', '1');

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

create function private.set_allowances_of_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform private.set_allowances(array[case tg_op when 'DELETE' then old.tenant_id else new.tenant_id end]);
  return null;
end
$$;

create trigger subscriptions_set_allowances after insert or update or delete on subscriptions
  for each row execute function private.set_allowances_of_changed();

create function private.set_allowances_of_all() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform private.set_allowances();
  return null;
end
$$;

create trigger plans_set_allowances after insert or update or delete on plans
  for each statement execute function private.set_allowances_of_all();

create function private.set_allowances_of_tenant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform private.set_allowances(array[new.id]);
  return null;
end
$$;

create trigger tenants_set_allowances after insert on tenants
  for each row execute function private.set_allowances_of_tenant();

reset role;
