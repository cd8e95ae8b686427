-- 0018_executions.down.sql: cascade, because views are put in anew by the next run up.
drop table executions cascade;
drop function app.stamp_execution();
drop function app.duration_ms(timestamptz, timestamptz);
