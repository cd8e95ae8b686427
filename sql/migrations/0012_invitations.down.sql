-- 0012_invitations.down.sql: cascade, because views are put in anew by the next run up.
drop table invitations cascade;
