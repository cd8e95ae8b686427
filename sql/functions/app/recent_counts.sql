-- app.recent_counts(since timestamptz, until timestamptz)
--   returns a few hundred rows at most, to be summed: pending, running, paused, completed,
--   failed, cancelled, timeout, tokens, cost_micros, duration_ms, timed, all bigint
--
-- Runs created from since up to, but without, until, both at five minutes: hours from the
-- rollups, five-minute buckets at the ends, and the unfolded rest. Inlined.
create or replace function app.recent_counts(since timestamptz, until timestamptz)
returns table (pending bigint, running bigint, paused bigint, completed bigint, failed bigint,
               cancelled bigint, timeout bigint, tokens bigint, cost_micros bigint,
               duration_ms bigint, timed bigint)
language sql stable as $$
  select r.pending, r.running, r.paused, r.completed, r.failed, r.cancelled, r.timeout, r.tokens,
         r.cost_micros, r.duration_ms, r.timed
    from rollups r
   where r.grain = 'hour'
     and r.bucket >= date_trunc('hour', since + interval '55 minutes', 'UTC')
     and r.bucket < date_trunc('hour', until, 'UTC')
  union all
  select r.pending, r.running, r.paused, r.completed, r.failed, r.cancelled, r.timeout, r.tokens,
         r.cost_micros, r.duration_ms, r.timed
    from rollups r
   where r.grain = '5min'
     and r.bucket >= since and r.bucket < until
     and (r.bucket < date_trunc('hour', since + interval '55 minutes', 'UTC')
          or r.bucket >= date_trunc('hour', until, 'UTC'))
  union all
  select c.pending, c.running, c.paused, c.completed, c.failed, c.cancelled, c.timeout, c.tokens,
         c.cost_micros, c.duration_ms, c.timed
    from app.change_counts c
   where c.xid >= (select f.watermark from fold_state f)
     and c.created_at >= since and c.created_at < until
$$;

grant execute on function app.recent_counts(timestamptz, timestamptz) to muster_web;
