-- 0026_audit_log.down.sql: cascade, because views are put in anew by the next run up.
drop table audit_log cascade;
