-- 0031_audit_seals.down.sql: the entries stay, their seals go.
set local role muster_owner;

drop table audit_seals;
alter table audit_log drop column seal;

reset role;
