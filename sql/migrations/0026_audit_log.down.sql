-- 0026_audit_log.down.sql
drop table audit_log;
