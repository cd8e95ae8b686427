-- 0053_task_orders.up.sql: tasks in the order of their deadlines, and of their urgency.
--
-- A page behind a cursor compares rows, and null compares with nothing: so what has no deadline
-- is due at the end of all time. Of a list of one status both have an index too, because nobody
-- wants the deadlines of what has ended.
set local role muster_owner;

alter table tasks
  add column due     timestamptz not null
    generated always as (coalesce(deadline, '9999-12-31 00:00:00+00')) stored,
  add column urgency smallint not null
    generated always as (array_position('{urgent,high,normal,low}'::text[], priority)) stored;

create index tasks_by_due on tasks (tenant_id, due, id);
create index tasks_by_urgency on tasks (tenant_id, urgency, id);
create index tasks_of_a_status_by_due on tasks (tenant_id, status, due, id);
create index tasks_of_a_status_by_urgency on tasks (tenant_id, status, urgency, id);

drop trigger tasks_audit on tasks;
create trigger tasks_audit after insert or update or delete on tasks
  for each row execute function private.audit_change('task', '{}',
    '{version,position,search,input,output,due,urgency}');

reset role;
