-- 0039_members.down.sql: cascade, because views are put in anew by the next run up.
drop trigger users_audit_email on users;
drop function private.audit_email();
delete from verifications where purpose = 'email';
alter table verifications drop column email cascade;
drop policy role_is_not_above_own_anew on invitations;
drop policy admin_may_read on invitations;
drop trigger invitations_stamp_updated_at on invitations;
drop index invitation_of_an_address_is_one;
delete from invitations where revoked_at is not null;
alter table invitations
  drop column accepted_by cascade, drop column revoked_at cascade,
  drop column version cascade, drop column updated_at cascade, drop column is_mailed cascade,
  drop constraint invitation_email_is_short;
revoke update (token_hash, expires_at) on invitations from muster_web;
grant delete on invitations to muster_web;
drop trigger memberships_end_sessions on memberships;
drop trigger memberships_guard_owners_on_delete on memberships;
drop trigger memberships_guard_owners_on_update on memberships;
drop function private.end_member_sessions();
drop function private.guard_owners();
revoke update (role, ended_at, version) on memberships from muster_web;
drop index memberships_by_role;
drop index memberships_by_joining;
