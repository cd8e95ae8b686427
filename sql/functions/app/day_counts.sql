-- app.day_counts()
--   returns a hundred rows at most beside the unfolded rest, to be summed:
--   is_total boolean, is_recent boolean (created in the last 24 hours), is_before boolean
--   (in the 24 before), then the counts of rollups, all bigint
--
-- The totals, two days in hours with five-minute buckets at their ends, and the unfolded
-- rest, read once. The edges are at five minutes. Inlined into its caller.
create or replace function app.day_counts()
returns table (is_total boolean, is_recent boolean, is_before boolean, pending bigint,
               running bigint, paused bigint, completed bigint, failed bigint, cancelled bigint,
               timeout bigint, tokens bigint, cost_micros bigint, duration_ms bigint, timed bigint)
language sql stable as $$
  select r.grain = 'all', r.bucket >= app.day_began(), r.grain <> 'all' and r.bucket < app.day_began(),
         r.pending, r.running, r.paused, r.completed, r.failed, r.cancelled, r.timeout, r.tokens,
         r.cost_micros, r.duration_ms, r.timed
    from (select r.* from rollups r
           where r.grain = 'all'
          union all
          select r.* from rollups r
           where r.grain = 'hour'
             and r.bucket > app.hour(app.day_began() - interval '24 hours')
             and r.bucket <> app.hour(app.day_began())
          union all
          select r.* from rollups r
           where r.grain = '5min'
             and r.bucket >= app.hour(app.day_began())
             and r.bucket < app.hour(app.day_began()) + interval '1 hour'
          union all
          select r.* from rollups r
           where r.grain = '5min'
             and r.bucket >= app.day_began() - interval '24 hours'
             and r.bucket < app.hour(app.day_began() - interval '24 hours') + interval '1 hour') r
  union all
  select true, c.id >= e.day, c.id < e.day and c.id >= e.day_before,
         c.pending, c.running, c.paused, c.completed, c.failed, c.cancelled, c.timeout, c.tokens,
         c.cost_micros, c.duration_ms, c.timed
    from app.change_counts c
   cross join lateral (select (select app.uuid_floor(app.day_began())) as day,
                              (select app.uuid_floor(app.day_began() - interval '24 hours')) as day_before) e
   where c.xid >= (select f.watermark from fold_state f where f.only_row)
$$;

grant execute on function app.day_counts() to muster_web;
