-- 0023_rollups.down.sql
drop view app.change_counts;
drop table agent_totals;
drop table agent_rollups;
drop table rollups;
drop table fold_state;
