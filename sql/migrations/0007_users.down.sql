-- 0007_users.down.sql: cascade, because views are put in anew by the next run up.
drop table users cascade;
