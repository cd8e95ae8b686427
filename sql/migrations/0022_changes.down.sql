-- 0022_changes.down.sql: cascade, because views are put in anew by the next run up.
drop trigger agents_tell_deletes on agents;
drop trigger agents_tell_updates on agents;
drop trigger agents_tell_inserts on agents;
drop trigger executions_tell_updates on executions;
drop trigger executions_tell_inserts on executions;
drop function private.tell_agent_deletes();
drop function private.tell_agent_updates();
drop function private.tell_agent_inserts();
drop function private.tell_execution_updates();
drop function private.tell_execution_inserts();
drop function private.refuse_deleted_agent(text);
drop table changes cascade;
