-- 0043_ownerless_workflows.up.sql: workflows that nobody owns are few, and found to be
-- deleted among all that there are.
set local role muster_owner;

create index workflows_of_nobody on workflows (tenant_id, id) where created_by is null;

reset role;
