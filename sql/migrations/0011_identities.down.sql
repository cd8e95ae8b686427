-- 0011_identities.down.sql
drop table identities;
