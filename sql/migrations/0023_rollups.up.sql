-- 0023_rollups.up.sql: executions counted, so that no page counts them again.
--
-- private.maintain_fold adds the changes below fold_state.watermark; readers add the
-- rest (app.change_counts where xid >= watermark). All three are of one snapshot, so
-- their sum is exact at any moment. A run counts where it was created.
set local role muster_owner;

-- One row: changes of transactions before watermark are in the rollups.
create table fold_state (
  only_row   boolean primary key default true,
  watermark  xid8 not null default '0',
  folded_at  timestamptz,
  trimmed_at timestamptz,
  constraint fold_state_has_one_row check (only_row)
);

insert into fold_state default values;

select app.protect_global('fold_state');
create policy servers_read on fold_state for select
  to muster_web, muster_live, muster_work using (true);
grant select on fold_state to muster_web, muster_live, muster_work;

-- Of a tenant. grain: all (bucket is -infinity), day, hour, 5min (UTC).
create table rollups (
  tenant_id   uuid not null,
  grain       text not null,
  bucket      timestamptz not null,
  pending     bigint not null default 0,
  running     bigint not null default 0,
  paused      bigint not null default 0,
  completed   bigint not null default 0,
  failed      bigint not null default 0,
  cancelled   bigint not null default 0,
  timeout     bigint not null default 0,
  tokens      bigint not null default 0,
  cost_micros bigint not null default 0,
  duration_ms bigint not null default 0,
  timed       bigint not null default 0,
  primary key (tenant_id, grain, bucket),
  constraint rollup_grain_is_known check (grain in ('all', 'day', 'hour', '5min'))
);

comment on column rollups.timed is 'runs with a duration: duration_ms / timed is the mean';

-- Of an agent, by day (UTC). No reference to agents: a fold must not fail, and what
-- is left of a deleted agent is trimmed.
create table agent_rollups (
  tenant_id   uuid not null,
  agent_id    uuid not null,
  day         timestamptz not null,
  pending     bigint not null default 0,
  running     bigint not null default 0,
  paused      bigint not null default 0,
  completed   bigint not null default 0,
  failed      bigint not null default 0,
  cancelled   bigint not null default 0,
  timeout     bigint not null default 0,
  tokens      bigint not null default 0,
  cost_micros bigint not null default 0,
  duration_ms bigint not null default 0,
  timed       bigint not null default 0,
  primary key (tenant_id, agent_id, day)
);

-- Of an agent since it was made. last_finished: completed, failed or timeout;
-- failures_in_row ends at the newest success.
create table agent_totals (
  tenant_id         uuid not null,
  agent_id          uuid not null,
  executions        bigint not null default 0,
  running           bigint not null default 0,
  last_execution_id uuid,
  last_finished     text,
  failures_in_row   bigint not null default 0,
  primary key (tenant_id, agent_id)
) with (fillfactor = 80);

select app.protect('rollups', write => 'owner', remove => 'owner');
select app.protect('agent_rollups', write => 'owner', remove => 'owner');
select app.protect('agent_totals', write => 'owner', remove => 'owner');
grant select on rollups, agent_rollups, agent_totals to muster_web, muster_live, muster_work;

-- What each change of an execution adds to every count. finished_as: the run
-- ended so; a cancelled one says nothing of its agent.
create view app.change_counts with (security_invoker = true) as
select c.tenant_id, c.xid, c.seq, c.id, c.agent_id, app.uuid_time(c.id) as created_at,
       (c.op = 'insert')::int as executions,
       coalesce((c.new_status = 'pending')::int, 0) - coalesce((c.old_status = 'pending')::int, 0) as pending,
       coalesce((c.new_status = 'running')::int, 0) - coalesce((c.old_status = 'running')::int, 0) as running,
       coalesce((c.new_status = 'paused')::int, 0) - coalesce((c.old_status = 'paused')::int, 0) as paused,
       coalesce((c.new_status = 'completed')::int, 0) - coalesce((c.old_status = 'completed')::int, 0) as completed,
       coalesce((c.new_status = 'failed')::int, 0) - coalesce((c.old_status = 'failed')::int, 0) as failed,
       coalesce((c.new_status = 'cancelled')::int, 0) - coalesce((c.old_status = 'cancelled')::int, 0) as cancelled,
       coalesce((c.new_status = 'timeout')::int, 0) - coalesce((c.old_status = 'timeout')::int, 0) as timeout,
       coalesce(c.tokens, 0) - coalesce(c.old_tokens, 0) as tokens,
       coalesce(c.cost_micros, 0) - coalesce(c.old_cost_micros, 0) as cost_micros,
       coalesce(c.duration_ms, 0) - coalesce(c.old_duration_ms, 0) as duration_ms,
       (c.duration_ms is not null)::int - (c.old_duration_ms is not null)::int as timed,
       case when c.new_status in ('completed', 'failed', 'timeout')
                 and c.old_status is distinct from c.new_status
            then c.new_status end as finished_as
  from changes c
 where c.kind = 'execution';

grant select on app.change_counts to muster_web;

reset role;
