-- 0018_executions.up.sql: an execution is one run of an agent or a workflow.
--
-- Partitioned by month of the id, which holds the time of creation: bounds of time
-- must be given as bounds of the id, or they do not prune. Nothing refers to an
-- execution by a foreign key, so that old months can be dropped. It refers to its
-- agent only: references to the tenant and the creator would make all writers of a
-- tenant lock the same two rows, and both values come from auth.begin alone.
set local role muster_owner;

create table executions (
  tenant_id     uuid not null default auth.tenant(),
  id            uuid not null default uuid_v7(),
  agent_id      uuid,
  workflow_id   uuid,
  status        text not null default 'pending',
  trigger       text not null default 'manual',
  title         text,
  input         jsonb,
  output        jsonb,
  error         text,
  error_details jsonb,
  trigger_data  jsonb,
  path          text[],
  started_at    timestamptz,
  completed_at  timestamptz,
  tokens        bigint not null default 0,
  cost_micros   bigint not null default 0,
  retry_of      uuid,
  parent_id     uuid,
  created_by    uuid default auth.user_id(),
  version       int not null default 1,
  updated_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint execution_agent_is_of_the_same_tenant
    foreign key (tenant_id, agent_id) references agents (tenant_id, id)
    on delete set null (agent_id),
  -- constants, because a list is put together anew in each insert
  constraint execution_status_is_known check (status = any
    ('{pending,running,paused,completed,failed,cancelled,timeout}')),
  constraint execution_trigger_is_known check (trigger = any
    ('{manual,cron,webhook,event,api}')),
  constraint execution_title_is_short check (length(title) <= 500),
  constraint execution_completes_after_start check (completed_at >= started_at),
  constraint execution_tokens_are_not_negative check (tokens >= 0),
  constraint execution_cost_is_not_negative check (cost_micros >= 0)
) partition by range (id);

-- one index for each filter of a list, ending in id: a page reads its rows only
create index executions_by_status on executions (tenant_id, status, id);
create index executions_of_an_agent on executions (tenant_id, agent_id, id)
  where agent_id is not null;
create index executions_of_an_agent_by_status on executions (tenant_id, agent_id, status, id)
  where agent_id is not null;
create index executions_of_a_workflow on executions (tenant_id, workflow_id, id)
  where workflow_id is not null;

select app.protect('executions', write => 'operator', remove => 'admin');
grant select on executions to muster_web, muster_live, muster_work;
grant insert (id, agent_id, workflow_id, status, trigger, title, input, output, error, error_details,
              trigger_data, path, started_at, completed_at, tokens, cost_micros, retry_of, parent_id),
      update (status, title, input, output, error, error_details, path, started_at, completed_at,
              tokens, cost_micros, version)
  on executions to muster_web;

-- Times that follow from the status, where the writer did not say them. Only on update: a
-- run inserted as running or ended without times has those of its row (updated_at), which
-- the views show and the first update keeps; a trigger on insert cost a tenth of it.
create function app.stamp_execution() returns trigger
language plpgsql as $$
begin
  if old.status = 'running' then
    new.started_at := coalesce(new.started_at, old.updated_at);
  elsif new.status = 'running' then
    new.started_at := coalesce(new.started_at, now());
  end if;
  if new.status not in ('completed', 'failed', 'cancelled', 'timeout') then
    new.completed_at := null;
  elsif old.status in ('completed', 'failed', 'cancelled', 'timeout') then
    new.completed_at := coalesce(new.completed_at, greatest(old.updated_at, new.started_at));
  else
    new.completed_at := coalesce(new.completed_at, greatest(now(), new.started_at));
  end if;
  new.updated_at := now();
  return new;
end
$$;

create trigger executions_stamp before update on executions
  for each row execute function app.stamp_execution();

-- Null where a run or step has not both times.
create function app.duration_ms(started_at timestamptz, completed_at timestamptz) returns bigint
language sql immutable parallel safe as $$
  select (extract(epoch from completed_at - started_at) * 1000)::bigint
$$;

grant execute on function app.duration_ms(timestamptz, timestamptz)
  to muster_web, muster_live, muster_work;

reset role;
