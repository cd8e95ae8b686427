-- 0034_duration_rollups.up.sql: how long runs took, counted in bins, so that percentiles
-- need no run to be read again. Folded and read as the rollups of 0023 are; and what the
-- bins of a bucket say is kept beside its counts, so that a chart reads no bins at all.
set local role muster_owner;

-- Lower bounds of the bins, in milliseconds: preferred numbers (ISO 3, R10), a quarter
-- apart. What is stored goes by them, so they never change. Bin 0 is under 1 ms, the last
-- has no end.
create function app.duration_bounds() returns bigint[]
language sql immutable parallel safe as $$
  select '{1,2,3,4,5,6,8,
           10,13,16,20,25,32,40,50,63,80,
           100,125,160,200,250,315,400,500,630,800,
           1000,1250,1600,2000,2500,3150,4000,5000,6300,8000,
           10000,12500,16000,20000,25000,31500,40000,50000,63000,80000,
           100000,125000,160000,200000,250000,315000,400000,500000,630000,800000,
           1000000,1250000,1600000,2000000,2500000,3150000,4000000,5000000,6300000,8000000,
           10000000,12500000,16000000,20000000,25000000,31500000,40000000,50000000,63000000,80000000,
           100000000,125000000,160000000,200000000,250000000,315000000,400000000,500000000,630000000,800000000,
           1000000000}'::bigint[]
$$;

create function app.duration_bin(ms bigint) returns smallint
language sql immutable parallel safe as $$
  select width_bucket(ms, app.duration_bounds())::smallint
$$;

-- The milliseconds that so large a share of the runs stays under; null of no run. bins are
-- in order, runs how many are in each. Within a bin durations are taken as evenly spread in
-- their logarithm; so the answer is within a bin of the truth, a quarter.
create function app.duration_percentile(share float8, bins smallint[], runs numeric[])
returns bigint
language plpgsql immutable parallel safe as $$
declare
  bounds constant bigint[] := app.duration_bounds();
  missing float8 := share * (select sum(r) from unnest(runs) r where r > 0);
begin
  for i in 1 .. coalesce(cardinality(bins), 0) loop
    continue when runs[i] <= 0;
    if missing <= runs[i] then
      return case when bins[i] = 0 then 0
                  when bins[i] = cardinality(bounds) then bounds[bins[i]]
                  else floor(bounds[bins[i]]
                             * (bounds[bins[i] + 1]::float8 / bounds[bins[i]]) ^ (missing / runs[i]::float8))
             end;
    end if;
    missing := missing - runs[i]::float8;
  end loop;
  return null;
end
$$;

grant execute on function app.duration_bounds(), app.duration_bin(bigint),
                          app.duration_percentile(float8, smallint[], numeric[]) to muster_web;

-- The chart of a week has buckets of six hours: a grain of their own.
alter table rollups
  add column median_ms bigint,
  add column p95_ms bigint,
  drop constraint rollup_grain_is_known,
  add constraint rollup_grain_is_known check (grain in ('all', 'day', '6h', 'hour', '5min'));

comment on column rollups.median_ms is 'of the bins that are folded, as p95_ms; null of all time';

insert into rollups (tenant_id, grain, bucket, pending, running, paused, completed, failed, cancelled,
                     timeout, tokens, cost_micros, duration_ms, timed)
select r.tenant_id, '6h', date_bin('6 hours', r.bucket, '2000-01-01 00:00:00+00') as bucket,
       sum(r.pending), sum(r.running), sum(r.paused), sum(r.completed), sum(r.failed), sum(r.cancelled),
       sum(r.timeout), least(sum(r.tokens), 9223372036854775807),
       least(sum(r.cost_micros), 9223372036854775807),
       least(sum(r.duration_ms), 9223372036854775807), sum(r.timed)
  from rollups r
 where r.grain = 'hour'
 group by r.tenant_id, 3;

-- Of a tenant, at the grains of rollups but all.
create table duration_rollups (
  tenant_id uuid not null,
  grain     text not null,
  bucket    timestamptz not null,
  bin       smallint not null,
  runs      bigint not null,
  primary key (tenant_id, grain, bucket, bin),
  constraint duration_grain_is_known check (grain in ('day', '6h', 'hour', '5min'))
);

-- Of an agent, by day (UTC).
create table agent_duration_rollups (
  tenant_id uuid not null,
  agent_id  uuid not null,
  day       timestamptz not null,
  bin       smallint not null,
  runs      bigint not null,
  primary key (tenant_id, agent_id, day, bin)
);

select app.protect('duration_rollups', write => 'owner', remove => 'owner');
select app.protect('agent_duration_rollups', write => 'owner', remove => 'owner');
grant select on duration_rollups, agent_duration_rollups to muster_web, muster_live, muster_work;

-- What each change of an execution adds to the bins: one to the new, less one of the old.
create view app.duration_changes with (security_invoker = true) as
select c.tenant_id, c.xid, c.id, c.agent_id, app.uuid_time(c.id) as created_at,
       app.duration_bin(d.ms) as bin, d.runs
  from changes c
 cross join lateral (values (c.duration_ms, 1), (c.old_duration_ms, -1)) d (ms, runs)
 where c.kind = 'execution' and d.ms is not null
   and c.duration_ms is distinct from c.old_duration_ms;

grant select on app.duration_changes to muster_web;

-- What there is: all runs, less those that the next fold will add.
with known as materialized (
  select e.tenant_id, e.agent_id, app.uuid_time(e.id) as created_at,
         app.duration_bin(app.duration_ms(e.started_at, e.completed_at)) as bin, 1 as runs
    from tenants t join executions e on e.tenant_id = t.id
   where app.duration_ms(e.started_at, e.completed_at) is not null
  union all
  select c.tenant_id, c.agent_id, c.created_at, c.bin, -c.runs
    from tenants t join app.duration_changes c on c.tenant_id = t.id
   where c.xid >= (select f.watermark from fold_state f)
), of_tenants as (
  insert into duration_rollups (tenant_id, grain, bucket, bin, runs)
  select k.tenant_id, g.grain, g.bucket, k.bin, sum(k.runs)
    from known k
   cross join lateral (values
           ('day', date_trunc('day', k.created_at, 'UTC'), '-infinity'::timestamptz),
           ('6h', date_bin('6 hours', k.created_at, '2000-01-01 00:00:00+00'), now() - interval '90 days'),
           ('hour', date_trunc('hour', k.created_at, 'UTC'), now() - interval '90 days'),
           ('5min', date_bin('5 minutes', k.created_at, '2000-01-01 00:00:00+00'), now() - interval '3 days')
         ) g (grain, bucket, since)
   where g.bucket >= g.since
   group by k.tenant_id, g.grain, g.bucket, k.bin
  having sum(k.runs) <> 0
)
insert into agent_duration_rollups (tenant_id, agent_id, day, bin, runs)
select k.tenant_id, k.agent_id, date_trunc('day', k.created_at, 'UTC') as day, k.bin, sum(k.runs)
  from known k
 where k.agent_id is not null
 group by k.tenant_id, k.agent_id, day, k.bin
having sum(k.runs) <> 0;

update rollups r
   set median_ms = app.duration_percentile(0.5, s.bins, s.runs),
       p95_ms = app.duration_percentile(0.95, s.bins, s.runs)
  from (select d.tenant_id, d.grain, d.bucket, array_agg(d.bin order by d.bin) as bins,
               array_agg(d.runs::numeric order by d.bin) as runs
          from duration_rollups d
         group by d.tenant_id, d.grain, d.bucket) s
 where (r.tenant_id, r.grain, r.bucket) = (s.tenant_id, s.grain, s.bucket);

-- They get more columns; put in again behind the migrations.
drop function if exists api.dashboard_stats();
drop function if exists api.dashboard_executions();
drop function if exists api.dashboard_series(text);
drop function if exists api.agent_stats(uuid);

reset role;
