-- 0029_audit_triggers.down.sql: the triggers go with their functions.
drop function private.audit_password() cascade;
drop function private.audit_failed_sign_in() cascade;
drop function private.audit_user(uuid, text, boolean, inet);
drop function private.audit_session() cascade;
drop function private.audit_change() cascade;
drop index audit_log_by_actor;
drop index audit_log_by_action;
drop index audit_log_by_noun;
grant insert on audit_log to muster_web;
