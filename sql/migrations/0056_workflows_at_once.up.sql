-- 0056_workflows_at_once.up.sql: many workflows are switched by the statement of all nouns
-- that have a switch.
set local role muster_owner;

drop function if exists api.set_workflow_statuses(uuid[], text);

reset role;
