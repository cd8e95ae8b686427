-- 0020_execution_logs.down.sql: cascade, because views are put in anew by the next run up.
drop table execution_logs cascade;
