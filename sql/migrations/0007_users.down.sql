-- 0007_users.down.sql
drop table users;
