-- 0053_task_orders.down.sql: cascade, because views are put in anew by the next run up.
set local role muster_owner;

drop trigger tasks_audit on tasks;
create trigger tasks_audit after insert or update or delete on tasks
  for each row execute function private.audit_change('task', '{}',
    '{version,position,search,input,output}');
alter table tasks drop column due cascade, drop column urgency cascade;

reset role;
