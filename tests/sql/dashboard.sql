-- The overview: agents by what they do, series, what needs a look, recent failures.
\ir fixture.psql
select * from no_plan();

delete from executions where tenant_id = test.tenant('alpha');
delete from agents where tenant_id = test.tenant('alpha');
delete from rollups; delete from agent_totals; delete from agent_rollups; delete from changes;
delete from duration_rollups; delete from agent_duration_rollups;

-- name, status, seconds since the heartbeat, and how its runs ended, oldest first
create temporary table cast_of as select * from (values
  ('busy', 'active', null, array['failed', 'running']),
  ('busy though paused', 'paused', null, array['running']),
  ('failing', 'active', 10, array['completed', 'failed', 'timeout', 'failed']),
  ('failed once', 'active', null, array['completed', 'failed']),
  ('recovered', 'active', null, array['failed', 'failed', 'failed', 'completed']),
  ('failed, then cancelled', 'active', null, array['failed', 'cancelled']),
  ('silent', 'active', 301, array['completed']),
  ('slow beat', 'active', 301, array['completed']),
  ('fast beat', 'active', 31, array['completed']),
  ('never heard', 'active', null, array[]::text[]),
  ('paused', 'paused', 9999, array['failed']),
  ('inactive', 'inactive', 9999, array['failed', 'failed', 'failed', 'failed']),
  ('waiting', 'active', null, array['pending', 'paused'])
) c (name, status, heartbeat, ends);

insert into agents (tenant_id, name, status, heartbeat_interval_s)
select test.tenant('alpha'), name, status, case name when 'slow beat' then 110 when 'fast beat' then 10 end from cast_of;
insert into agent_activity (tenant_id, agent_id, heartbeat_at)
select a.tenant_id, a.id, now() - c.heartbeat * interval '1 second'
  from cast_of c join agents a on a.name = c.name and a.tenant_id = test.tenant('alpha') where c.heartbeat is not null;
do $$
declare
  r record;
begin
  for r in select a.tenant_id, a.id, e.status, e.n from cast_of c
             join agents a on a.name = c.name and a.tenant_id = test.tenant('alpha')
            cross join lateral unnest(c.ends) with ordinality e (status, n) order by a.id, e.n loop
    insert into executions (tenant_id, id, agent_id, status, error, cost_micros, tokens)
    values (r.tenant_id, app.uuid_at(now() - (20 - r.n) * interval '1 second', r.id::text || r.n), r.id, r.status,
            case when r.status in ('failed', 'timeout') then 'it broke' end, 5, 10);
  end loop;
end
$$;

create function test.told(query text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), query)
$$;
create function test.check_agents(stage text) returns setof text language plpgsql as $$
begin
  return query select is(test.told('select string_agg(name || '': '' || activity, '', '' order by name) from api.agents'),
    'busy: busy, busy though paused: busy, failed once: error, failed, then cancelled: error, failing: error, fast beat: offline, '
    'inactive: idle, never heard: idle, paused: idle, recovered: idle, silent: offline, slow beat: idle, waiting: idle',
    'activity of each agent, ' || stage);
  return query select is(test.told('select a::text from api.dashboard_agents() a'), '(13,4,2,1,3,2,1,9)',
    'agents by what they do, ' || stage);
  return query select is(test.told('select string_agg(concat_ws('' '', agent_name, reason, failures), '', '') from api.overview_agents(20) where agent_id is not null'),
    'failing failures 3, silent heartbeat 0, fast beat heartbeat 0', 'agents that need a look, ' || stage);
  return query select is(test.told('select string_agg(agent_name || '' '' || total_agents, '', '') from api.overview_agents(2)'),
    'failing 13, silent 13', 'the worst of them, with the counts in each row, ' || stage);
  return query select is(test.told('select concat_ws('' '', total_executions, pending, running, paused, completed, failed, cancelled, timeout,
                                           success_rate, recent_executions, recent_completed, recent_failed, recent_success_rate,
                                           recent_tokens, recent_cost_micros, before_failed) from api.dashboard_executions()'),
    '25 1 2 1 6 13 1 1 30.00 25 6 14 30.00 250 125 0', 'runs by status and of the last day, ' || stage);
  return query select is(test.told('select oldest_pending_at from api.dashboard_executions()'),
    test.told('select min(created_at) from api.executions where status = ''pending'''), 'the run that waits longest, ' || stage);
end
$$;

select test.check_agents('not folded');
select private.fold_own() \g /dev/null
select test.check_agents('folded');

-- ---------------------------------------------------------------- series

select is(test.told(format('select concat_ws('' '', count(*), sum(executions), sum(completed), sum(failed), sum(cancelled), sum(open),
                                             max(bucket) <= now(), min(bucket) + %L > now() - %L::interval)
                              from api.dashboard_series(%L)', step, span, range)),
          buckets || ' 25 6 14 1 4 t t', 'a series of ' || range)
  from (values ('1h', '5 minutes', '1 hour', 12), ('24h', '1 hour', '24 hours', 24), ('7d', '6 hours', '7 days', 28),
               ('30d', '1 day', '30 days', 30)) s (range, step, span, buckets);
select is(test.told('select count(*) from api.dashboard_series(''2d'')'), '0', 'another range has no rows');

insert into executions (tenant_id, id, status, started_at, completed_at)
select test.tenant('alpha'), app.uuid_at(now() - age, age::text), 'completed', now() - age, now() - age + interval '3 s'
  from unnest(array['50 minutes', '23 hours', '47 hours', '6 days', '26 days']::interval[]) age;
select is(test.told(format('select sum(executions) from api.dashboard_series(%L)', range)), (25 + n)::text,
          'what is older than ' || range || ' is not in it')
  from (values ('1h', 1), ('24h', 2), ('7d', 4), ('30d', 5)) s (range, n);
select private.fold_own() \g /dev/null
select is(test.told(format('select sum(executions) from api.dashboard_series(%L)', range)), (25 + n)::text,
          'nor when folded, ' || range)
  from (values ('1h', 1), ('24h', 2), ('7d', 4), ('30d', 5)) s (range, n);
select is(test.told('select recent_executions from api.dashboard_stats()'), '27', 'the last day is 24 hours');
select is(test.told('select max(mean_duration_ms) from api.dashboard_series(''7d'')'), '3000', 'the mean is of runs with a duration');

-- ---------------------------------------------------------------- failures

select is(test.told('select string_agg(concat_ws('' '', agent_name, status, error, repeats), '', '' order by agent_name, status) from api.recent_failures(20)'),
          'busy failed it broke 1, failed once failed it broke 1, failed, then cancelled failed it broke 1, failing failed it broke 2, '
          'failing timeout it broke 1, inactive failed it broke 4, paused failed it broke 1, recovered failed it broke 3',
          'the same failure of the same agent is one row');
select is(test.told('select count(*) || '' '' || bool_and(last_at >= first_at) from api.recent_failures(3)'), '3 true',
          'as many as asked for');
select is(test.told('select string_agg((f.last_at > f.first_at)::text || (e.id is not null)::text, '' '') from api.recent_failures(20) f
                       left join lateral (select e.id from api.executions e where e.id = f.id and e.created_at = f.last_at) e on true where f.repeats > 1'),
          'truetrue truetrue truetrue', 'a row of several is its newest run, and tells since when');
select is(test.told('select max(last_at) = (select max(created_at) from api.executions where status in (''failed'', ''timeout'')) from api.recent_failures(1)'),
          'true', 'newest first');

-- ---------------------------------------------------------------- one agent

select is(test.told(format('select s::text from api.agent_stats(%L) s', id)), '(4,1,3,25.00,,10,5,20,,,)', 'the last days of an agent')
  from agents where name = 'failing';
select is(test.told('select s::text from api.agent_stats(uuid_v7()) s'), '(0,0,0,,,,,0,,,)', 'of an unknown one there is nothing');

select is(test.ask(test.session('beta', 'viewer'), 'select total_agents || '' '' || total_executions from api.dashboard_stats()'),
          '2 0', 'another tenant sees its own');
select is(test.ask(test.session('beta', 'viewer'), 'select string_agg(o::text, '''') from api.overview_agents(6) o'),
          '(2,2,0,0,0,0,0,2,,,,,,)', 'where no agent needs a look the counts are one row');
select is(test.ask(null, 'select total_agents || '' '' || total_executions from api.dashboard_stats()'), '0 0', 'nobody sees nothing');

-- ---------------------------------------------------------------- percentiles

select is(app.duration_bin(ms), bin::smallint, ms || ' ms are in bin ' || bin)
  from (values (0, 0), (1, 1), (7, 6), (8, 7), (2999, 32), (999999999, 87), (9223372036854775807, 88)) b (ms, bin);
select is_empty($$select from (select b, lag(b) over (order by i) as before from unnest(app.duration_bounds()) with ordinality u (b, i)) x
                   where b <= before or b > 10 and b > before * 1.3$$, 'bounds grow by a quarter');
select is(app.duration_percentile(share, bins, runs), ms::bigint, what) from (values
  (0.5, '{}'::smallint[], '{}'::numeric[], null, 'of no run there is no percentile'),
  (0.5, '{1}', '{1}', 1, 'a run of a millisecond'),
  (0.95, '{0}', '{7}', 0, 'runs under a millisecond'),
  (1.0, '{88}', '{1}', 1000000000, 'the last bin has no end'),
  (0.5, '{1,38}', '{10,10}', 2, 'a half ends with its bin'),
  (0.5, '{28,38}', '{1,3}', 10772, 'a third of the way through a bin')) p (share, bins, runs, ms, what);

-- a thousand runs, of 1 s to 1000 s
delete from executions where tenant_id = test.tenant('alpha');
delete from changes; delete from duration_rollups; delete from agent_duration_rollups;
insert into executions (tenant_id, id, agent_id, status, started_at, completed_at)
select a.tenant_id, app.uuid_at(now() - interval '2 minutes', n::text), a.id, 'completed', now() - n * interval '1 s', now()
  from agents a, generate_series(1, 1000) n where a.name = 'recovered' and a.tenant_id = test.tenant('alpha');
create function test.check_spread(stage text) returns setof text language plpgsql as $$
begin
  return query select ok(abs(ln(m / 500.0)) < ln(1.26) and abs(ln(p / 950.0)) < ln(1.26), format('%s: %s and %s s, %s', f, m, p, stage))
    from (values ('api.dashboard_stats()'), ('api.dashboard_series(''1h'')'), ('api.dashboard_series(''30d'')'),
                 (format('api.agent_stats(%L)', (select id from agents where name = 'recovered')))) q (f)
   cross join lateral (select test.told('select max(median_duration_ms) / 1000 from ' || f)::int as m,
                              test.told('select max(p95_duration_ms) / 1000 from ' || f)::int as p) x;
end
$$;
select test.check_spread('not folded');
select private.fold_own() \g /dev/null
select test.check_spread('folded');
update executions set completed_at = started_at + interval '10 ms' where tenant_id = test.tenant('alpha');
select is(test.told('select concat_ws('' '', median_duration_ms, p95_duration_ms) from api.dashboard_stats()'), '11 12',
          'a run that took another time leaves its bin');
select private.fold_own() \g /dev/null
select is(test.told('select concat_ws('' '', median_duration_ms, p95_duration_ms) from api.dashboard_stats()'), '11 12',
          'also when folded');
select is((select concat_ws(' ', count(*), min(runs), max(runs)) from duration_rollups where grain = 'day' and runs <> 0), '1 1000 1000',
          'and is counted once');

select finish();
rollback;
