-- private.fold_tenants(since xid8, upto xid8): the range into rollups, at every grain.
create or replace function private.fold_tenants(since xid8, upto xid8) returns void
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  insert into rollups as r (tenant_id, grain, bucket, pending, running, paused, completed, failed,
                            cancelled, timeout, tokens, cost_micros, duration_ms, timed)
  select c.tenant_id, g.grain, g.bucket, sum(c.pending), sum(c.running), sum(c.paused),
         sum(c.completed), sum(c.failed), sum(c.cancelled), sum(c.timeout), app.saturate(sum(c.tokens)),
         app.saturate(sum(c.cost_micros)), app.saturate(sum(c.duration_ms)), sum(c.timed)
    from tenants t
    join app.change_counts c on c.tenant_id = t.id and c.xid >= since and c.xid < upto
   cross join lateral (values
           ('all', '-infinity'::timestamptz),
           ('day', date_trunc('day', c.created_at, 'UTC')),
           ('6h', app.six_hours(c.created_at)),
           ('hour', date_trunc('hour', c.created_at, 'UTC')),
           ('5min', app.five_minutes(c.created_at))
         ) g (grain, bucket)
   where app.keeps_bucket(g.grain, g.bucket)
   group by c.tenant_id, g.grain, g.bucket
  on conflict (tenant_id, grain, bucket) do update set
    pending = r.pending + excluded.pending,
    running = r.running + excluded.running,
    paused = r.paused + excluded.paused,
    completed = r.completed + excluded.completed,
    failed = r.failed + excluded.failed,
    cancelled = r.cancelled + excluded.cancelled,
    timeout = r.timeout + excluded.timeout,
    tokens = app.saturate(r.tokens::numeric + excluded.tokens),
    cost_micros = app.saturate(r.cost_micros::numeric + excluded.cost_micros),
    duration_ms = app.saturate(r.duration_ms::numeric + excluded.duration_ms),
    timed = r.timed + excluded.timed
$$;
