-- 0020_execution_logs.up.sql: what a run said. Partitioned as executions, by the same
-- ids; only added to.
set local role muster_owner;

create table execution_logs (
  tenant_id    uuid not null default auth.tenant(),
  execution_id uuid not null,
  id           uuid not null default uuid_v7(),
  at           timestamptz not null default now(),
  level        text not null default 'info',
  message      text not null,
  context      jsonb,
  node_id      text,
  primary key (tenant_id, execution_id, id),
  constraint log_level_is_known check (level in ('debug', 'info', 'warn', 'error')),
  constraint log_message_is_bounded check (length(message) <= 65536)
) partition by range (execution_id);

select app.protect('execution_logs', write => 'operator', remove => 'admin');
grant select on execution_logs to muster_web, muster_live, muster_work;
grant insert on execution_logs to muster_web;

reset role;
