-- app.total_counts()
--   returns rows to be summed, columns as app.recent_counts: all runs there ever were,
--   folded and unfolded. Inlined.
create or replace function app.total_counts()
returns table (pending bigint, running bigint, paused bigint, completed bigint, failed bigint,
               cancelled bigint, timeout bigint, tokens bigint, cost_micros bigint,
               duration_ms bigint, timed bigint)
language sql stable as $$
  select r.pending, r.running, r.paused, r.completed, r.failed, r.cancelled, r.timeout, r.tokens,
         r.cost_micros, r.duration_ms, r.timed
    from rollups r
   where r.grain = 'all'
  union all
  select c.pending, c.running, c.paused, c.completed, c.failed, c.cancelled, c.timeout, c.tokens,
         c.cost_micros, c.duration_ms, c.timed
    from app.change_counts c
   where c.xid >= (select f.watermark from fold_state f)
$$;

grant execute on function app.total_counts() to muster_web;
