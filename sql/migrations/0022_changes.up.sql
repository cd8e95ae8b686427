-- 0022_changes.up.sql: one row per visible change, in the transaction that made it.
--
-- It is the outbox of the live streams and the delta log of the rollups: instead of
-- updating a counter, on which all writers of a tenant would wait, a transaction
-- appends what it changed. Sequence numbers are not in the order of commits, so
-- readers and private.maintain_fold go by xid: what is below the oldest running
-- transaction is complete.
set local role muster_owner;

create table changes (
  tenant_id       uuid not null,
  xid             xid8 not null default pg_current_xact_id(),
  seq             bigint generated always as identity,
  at              timestamptz not null default now(),
  kind            text not null,
  id              uuid not null,
  op              text not null,
  old_status      text,
  new_status      text,
  agent_id        uuid,
  tokens          bigint,
  cost_micros     bigint,
  duration_ms     bigint,
  old_tokens      bigint,
  old_cost_micros bigint,
  old_duration_ms bigint,
  primary key (tenant_id, xid, seq)
);

comment on column changes.kind is 'agent, execution';
comment on column changes.op is 'insert, update, delete';

-- the unfolded rest of one agent
create index changes_of_an_agent on changes (tenant_id, agent_id, xid) where agent_id is not null;

-- only triggers write it, so nothing is checked here
select app.protect('changes', write => 'owner', remove => 'owner');
grant select on changes to muster_web, muster_live;

-- Who works for an agent that was deleted is told the same as for one that never was.
create function private.refuse_deleted_agent(reference text) returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise foreign_key_violation using constraint = reference, message = 'the agent was deleted';
end
$$;

-- A foreign key finds deleted agents too. Looked for here: a trigger of its own would cost
-- a tenth of an insert.
create function private.tell_execution_inserts() returns trigger
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

-- An agent that is removed for good leaves its executions (on delete set null); nothing
-- is counted anew for that.
create function private.tell_execution_updates() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into changes (tenant_id, kind, id, op, old_status, new_status, agent_id,
                       tokens, cost_micros, duration_ms,
                       old_tokens, old_cost_micros, old_duration_ms)
  select n.tenant_id, 'execution', n.id, 'update', o.status, n.status, n.agent_id,
         n.tokens, n.cost_micros, app.duration_ms(n.started_at, n.completed_at),
         o.tokens, o.cost_micros, app.duration_ms(o.started_at, o.completed_at)
    from new_rows n
    join old_rows o on (o.tenant_id, o.id) = (n.tenant_id, n.id)
   where n.agent_id is not distinct from o.agent_id;
  return null;
end
$$;

create function private.tell_agent_inserts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into changes (tenant_id, kind, id, op, new_status)
  select tenant_id, 'agent', id, 'insert', status from new_rows;
  return null;
end
$$;

create function private.tell_agent_updates() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into changes (tenant_id, kind, id, op, old_status, new_status)
  select n.tenant_id, 'agent', n.id,
         case when n.deleted_at is not null then 'delete'
              when o.deleted_at is not null then 'insert' else 'update' end,
         case when o.deleted_at is null then o.status end,
         case when n.deleted_at is null then n.status end
    from new_rows n join old_rows o on (o.tenant_id, o.id) = (n.tenant_id, n.id)
   where n.deleted_at is null or o.deleted_at is null;
  return null;
end
$$;

create function private.tell_agent_deletes() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into changes (tenant_id, kind, id, op, old_status)
  select tenant_id, 'agent', id, 'delete', status from old_rows where deleted_at is null;
  return null;
end
$$;

-- one statement trigger per event; it fires with zero rows too
create trigger executions_tell_inserts
  after insert on executions referencing new table as new_rows
  for each statement execute function private.tell_execution_inserts();
create trigger executions_tell_updates
  after update on executions referencing old table as old_rows new table as new_rows
  for each statement execute function private.tell_execution_updates();
create trigger agents_tell_inserts
  after insert on agents referencing new table as new_rows
  for each statement execute function private.tell_agent_inserts();
create trigger agents_tell_updates
  after update on agents referencing old table as old_rows new table as new_rows
  for each statement execute function private.tell_agent_updates();
create trigger agents_tell_deletes
  after delete on agents referencing old table as old_rows
  for each statement execute function private.tell_agent_deletes();

reset role;
