-- 0018_executions.down.sql
drop table executions;
drop function app.stamp_execution();
drop function app.duration_ms(timestamptz, timestamptz);
