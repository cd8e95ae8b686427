-- 0009_sessions.down.sql: cascade, because views are put in anew by the next run up.
drop table sessions cascade;
