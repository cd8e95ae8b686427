-- 0048_usage_records.down.sql: cascade, because views are put in anew by the next run up.
set local role muster_owner;

drop view app.usage_now, app.usage_changes, app.folded_usage cascade;
drop table usage_rollups cascade;
drop table usage_records cascade;
drop function private.tell_usage();
delete from changes where kind = 'usage';
comment on column changes.kind is 'agent, execution';

reset role;
