-- 0015_api_keys.down.sql: cascade, because views are put in anew by the next run up.
drop table key_tenants cascade;
drop table api_keys cascade;
drop function private.note_key_tenants();
