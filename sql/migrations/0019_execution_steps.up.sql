-- 0019_execution_steps.up.sql: what a run did at one node, in one pass of a loop, in
-- one attempt. Partitioned as executions, by the same ids.
set local role muster_owner;

create table execution_steps (
  tenant_id     uuid not null default auth.tenant(),
  execution_id  uuid not null,
  node_id       text not null,
  iteration     int not null default 0,
  attempt       int not null default 1,
  position      int not null default 0,
  name          text not null default '',
  kind          text not null default '',
  status        text not null default 'pending',
  input         jsonb,
  output        jsonb,
  error         text,
  error_details jsonb,
  tool_calls    jsonb,
  started_at    timestamptz,
  completed_at  timestamptz,
  tokens        bigint not null default 0,
  cost_micros   bigint not null default 0,
  primary key (tenant_id, execution_id, node_id, iteration, attempt),
  constraint step_status_is_known check (status in
    ('pending', 'running', 'waiting', 'completed', 'failed', 'skipped', 'cancelled')),
  constraint step_completes_after_start check (completed_at >= started_at),
  constraint step_pass_is_counted check (iteration >= 0 and attempt >= 1)
) partition by range (execution_id);

select app.protect('execution_steps', write => 'operator', remove => 'admin');
grant select on execution_steps to muster_web, muster_live, muster_work;
grant insert,
      update (position, name, kind, status, input, output, error, error_details, tool_calls,
              started_at, completed_at, tokens, cost_micros)
  on execution_steps to muster_web;

reset role;
