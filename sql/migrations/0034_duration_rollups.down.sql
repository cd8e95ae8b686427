-- 0034_duration_rollups.down.sql: cascade, because functions are put in anew by the next
-- run up; those that read the bins are dropped for their columns.
drop function if exists api.dashboard_stats();
drop function if exists api.dashboard_executions();
drop function if exists api.dashboard_series(text);
drop function if exists api.agent_stats(uuid);
drop view app.duration_changes cascade;
drop table agent_duration_rollups cascade;
drop table duration_rollups cascade;
drop function app.duration_percentile(float8, smallint[], numeric[]) cascade;
drop function app.duration_bin(bigint) cascade;
drop function app.duration_bounds() cascade;

delete from rollups where grain = '6h';
alter table rollups
  drop column median_ms cascade,
  drop column p95_ms cascade,
  drop constraint rollup_grain_is_known,
  add constraint rollup_grain_is_known check (grain in ('all', 'day', 'hour', '5min'));
