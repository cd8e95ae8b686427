-- 0005_settings.down.sql: cascade, because views are put in anew by the next run up.
drop table settings cascade;
