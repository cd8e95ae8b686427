-- 0013_user_settings.down.sql
drop table user_settings;
