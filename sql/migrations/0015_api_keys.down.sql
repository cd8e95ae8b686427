-- 0015_api_keys.down.sql
drop table key_tenants;
drop table api_keys;
drop function private.note_key_tenants();
