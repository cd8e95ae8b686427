-- 0013_user_settings.down.sql: cascade, because views are put in anew by the next run up.
drop table user_settings cascade;
