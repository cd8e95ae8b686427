-- 0019_execution_steps.down.sql
drop table execution_steps;
