-- 0052_workflows_found.down.sql: cascade, because views are put in anew by the next run up.
set local role muster_owner;

drop trigger workflows_audit on workflows;
create trigger workflows_audit after insert or update or delete on workflows
  for each row execute function private.audit_change('workflow', '{}', '{nodes,edges,extra}');
drop index workflows_by_format, workflows_by_trigger;
alter table workflows drop column search cascade;

reset role;
