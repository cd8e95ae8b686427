-- 0011_identities.down.sql: cascade, because views are put in anew by the next run up.
drop table identities cascade;
