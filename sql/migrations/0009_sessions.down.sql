-- 0009_sessions.down.sql: cascade, because views are put in anew by the next run up.
drop policy session_asks on users;
drop function app.has_session();
drop table sessions cascade;
