-- private.fold_durations(since xid8, upto xid8): the range into duration_rollups, at every
-- grain, and what its buckets then say into rollups; and into agent_duration_rollups, by day.
create or replace function private.fold_durations(since xid8, upto xid8) returns void
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  insert into duration_rollups as r (tenant_id, grain, bucket, bin, runs)
  select c.tenant_id, g.grain, g.bucket, c.bin, sum(c.runs)
    from tenants t
    join app.duration_changes c on c.tenant_id = t.id and c.xid >= since and c.xid < upto
   cross join lateral app.duration_buckets(c.created_at) g
   where app.keeps_bucket(g.grain, g.bucket)
   group by c.tenant_id, g.grain, g.bucket, c.bin
  on conflict (tenant_id, grain, bucket, bin) do update set runs = r.runs + excluded.runs;

  -- an upsert looks each bucket up by its key, whatever statistics say of these tables
  insert into rollups (tenant_id, grain, bucket, median_ms, p95_ms)
  select b.tenant_id, b.grain, b.bucket, app.duration_percentile(0.5, s.bins, s.runs),
         app.duration_percentile(0.95, s.bins, s.runs)
    from (select distinct c.tenant_id, g.grain, g.bucket
            from tenants t
            join app.duration_changes c on c.tenant_id = t.id and c.xid >= since and c.xid < upto
           cross join lateral app.duration_buckets(c.created_at) g
           where app.keeps_bucket(g.grain, g.bucket)) b
   cross join lateral (select array_agg(d.bin order by d.bin) as bins,
                              array_agg(d.runs::numeric order by d.bin) as runs
                         from duration_rollups d
                        where (d.tenant_id, d.grain, d.bucket) = (b.tenant_id, b.grain, b.bucket)) s
  on conflict (tenant_id, grain, bucket) do update set
    median_ms = excluded.median_ms,
    p95_ms = excluded.p95_ms;

  insert into agent_duration_rollups as r (tenant_id, agent_id, day, bin, runs)
  select c.tenant_id, c.agent_id, date_trunc('day', c.created_at, 'UTC') as day, c.bin, sum(c.runs)
    from tenants t
    join app.duration_changes c on c.tenant_id = t.id and c.xid >= since and c.xid < upto
   where c.agent_id is not null
   group by c.tenant_id, c.agent_id, day, c.bin
  on conflict (tenant_id, agent_id, day, bin) do update set runs = r.runs + excluded.runs
$$;
