-- 0043_ownerless_workflows.down.sql
drop index workflows_of_nobody;
