-- 0037_credentials.down.sql: cascade, because views are put in anew by the next run up.
drop table credentials cascade;
drop function app.stamp_changed_at();
