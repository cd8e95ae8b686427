-- 0023_rollups.down.sql: cascade, because views are put in anew by the next run up.
drop view app.change_counts cascade;
drop table agent_totals cascade;
drop table agent_rollups cascade;
drop table rollups cascade;
drop table fold_state cascade;
