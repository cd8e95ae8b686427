-- 0041_agent_metrics.down.sql: cascade, because views are put in anew by the next run up.
drop function if exists private.maintain_metrics();
drop function if exists private.trim_metrics(uuid, timestamptz, int);
drop function if exists api.metric_series(uuid, text, text, timestamptz, timestamptz);
drop function if exists api.metric_names(uuid);
drop table agent_metrics cascade;
