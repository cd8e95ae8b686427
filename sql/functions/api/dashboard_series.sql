-- api.dashboard_series(range text)
--   returns bucket timestamptz, executions, completed, failed (with timeouts), cancelled,
--   open bigint, mean_duration_ms bigint, tokens, cost_micros bigint, median_duration_ms,
--   p95_duration_ms bigint (within a quarter)
--
-- Runs by the time of their creation, oldest bucket first, empty ones too; the newest
-- bucket is not over yet. 1h: 12 of five minutes; 24h: 24 hours; 7d: 28 of six hours;
-- 30d: 30 days (UTC). Another range has no rows. Bins are read only of buckets that have
-- an unfolded rest: what the others say is in rollups.
create or replace function api.dashboard_series(range text)
returns table (bucket timestamptz, executions bigint, completed bigint, failed bigint,
               cancelled bigint, open bigint, mean_duration_ms bigint, tokens bigint,
               cost_micros bigint, median_duration_ms bigint, p95_duration_ms bigint)
language sql stable as $$
  with shape as (
    select s.grain, s.step, date_bin(s.step, now(), app.epoch()) - (s.buckets - 1) * s.step as since
      from (values ('1h', '5min', interval '5 minutes', 12),
                   ('24h', 'hour', interval '1 hour', 24),
                   ('7d', '6h', interval '6 hours', 28),
                   ('30d', 'day', interval '1 day', 30)) s (range, grain, step, buckets)
     where s.range = dashboard_series.range
  ), counts as (
    select r.bucket as at, r.pending + r.running + r.paused as open, r.completed,
           r.failed + r.timeout as failed, r.cancelled, r.duration_ms, r.timed, r.tokens,
           r.cost_micros, r.median_ms, r.p95_ms
      from rollups r
     where r.grain = (select s.grain from shape s) and r.bucket >= (select s.since from shape s)
    union all
    select c.created_at, c.pending + c.running + c.paused, c.completed, c.failed + c.timeout,
           c.cancelled, c.duration_ms, c.timed, c.tokens, c.cost_micros, null, null
      from app.change_counts c
     where c.xid >= (select f.watermark from fold_state f where f.only_row)
       and c.created_at >= (select s.since from shape s)
  ), sums as (
    select date_bin((select s.step from shape s), c.at, app.epoch()) as bucket,
           sum(c.completed) as completed, sum(c.failed) as failed, sum(c.cancelled) as cancelled,
           sum(c.open) as open, sum(c.duration_ms) as duration_ms, sum(c.timed) as timed,
           sum(c.tokens) as tokens, sum(c.cost_micros) as cost_micros,
           max(c.median_ms) as median_ms, max(c.p95_ms) as p95_ms
      from counts c
     group by 1
  ), unfolded as (
    select date_bin((select s.step from shape s), c.created_at, app.epoch()) as bucket, c.bin, c.runs
      from app.duration_changes c
     where c.xid >= (select f.watermark from fold_state f where f.only_row)
       and c.created_at >= (select s.since from shape s)
  ), bins as (
    select d.bucket, d.bin, sum(d.runs) as runs
      from (select u.bucket, u.bin, u.runs
              from unfolded u
            union all
            select r.bucket, r.bin, r.runs
              from (select distinct u.bucket from unfolded u) u
              join duration_rollups r
                on r.grain = (select s.grain from shape s) and r.bucket = u.bucket) d
     group by d.bucket, d.bin
  ), spreads as (
    select b.bucket, array_agg(b.bin order by b.bin) as bins, array_agg(b.runs order by b.bin) as runs
      from bins b
     group by b.bucket
  )
  select b.bucket,
         coalesce(s.completed + s.failed + s.cancelled + s.open, 0)::bigint,
         coalesce(s.completed, 0)::bigint, coalesce(s.failed, 0)::bigint,
         coalesce(s.cancelled, 0)::bigint, coalesce(s.open, 0)::bigint,
         (s.duration_ms / nullif(s.timed, 0))::bigint,
         app.saturate(coalesce(s.tokens, 0)), app.saturate(coalesce(s.cost_micros, 0)),
         case when d.bucket is null then s.median_ms else app.duration_percentile(0.5, d.bins, d.runs) end,
         case when d.bucket is null then s.p95_ms else app.duration_percentile(0.95, d.bins, d.runs) end
    from shape
   cross join generate_series(shape.since, now(), shape.step) b (bucket)
    left join sums s on s.bucket = b.bucket
    left join spreads d on d.bucket = b.bucket
   order by b.bucket
$$;

grant execute on function api.dashboard_series(text) to muster_web;
