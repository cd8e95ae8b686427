-- 0006_tenants.down.sql: cascade, because views are put in anew by the next run up.
drop table tenants cascade;
