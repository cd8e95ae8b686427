-- 0012_invitations.down.sql
drop table invitations;
