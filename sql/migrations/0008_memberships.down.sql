-- 0008_memberships.down.sql
drop policy user_sees_fellow_members on users;
drop table user_tenants;
drop table memberships;
drop function private.note_user_tenants();
