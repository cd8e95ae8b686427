-- 0009_sessions.down.sql
drop table sessions;
