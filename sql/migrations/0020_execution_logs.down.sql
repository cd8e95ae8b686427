-- 0020_execution_logs.down.sql
drop table execution_logs;
