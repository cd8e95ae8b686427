-- 0002_schemas.down.sql: cascade, because functions and views are put in anew.
drop schema api cascade;
drop schema private cascade;
drop schema auth cascade;
drop schema app cascade;
