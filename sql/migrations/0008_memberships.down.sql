-- 0008_memberships.down.sql: cascade, because views are put in anew by the next run up.
drop policy user_sees_fellow_members on users;
drop table user_tenants cascade;
drop table memberships cascade;
drop function private.note_user_tenants();
