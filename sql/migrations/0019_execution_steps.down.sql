-- 0019_execution_steps.down.sql: cascade, because views are put in anew by the next run up.
drop table execution_steps cascade;
