-- 0005_settings.down.sql
drop table settings;
