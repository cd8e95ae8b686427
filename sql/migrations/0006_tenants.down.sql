-- 0006_tenants.down.sql
drop table tenants;
