-- Lists, the overview and one row read what they show, whatever the number of executions:
-- plans as the servers make them, over 30,000 runs of 5 tenants in 14 months.
\ir compact.psql
\ir fixture.psql
select * from no_plan();

select set_config('muster.bench_rows', '30000', true), set_config('muster.bench_tenants', '5', true) \g /dev/null
\ir ../../sql/seed/bench.sql
set local search_path = public, tap;
analyze;

create temporary table bench_ids as
select app.uuid_at('2025-01-01 00:00:00+00', 'bench-agent-3-5') as agent, app.uuid_floor(now() - interval '100 days') as since,
       app.uuid_floor(now() - interval '90 days') as until;

-- how the servers' connections are set, see 0001_roles
select set_config(split_part(s, '=', 1), split_part(s, '=', 2), true)
  from pg_db_role_setting r, unnest(r.setconfig) s
 where r.setrole = 'muster_web'::regrole and r.setdatabase = (select oid from pg_database where datname = current_database())
\g /dev/null

-- the plan of a query with parameters, executed; then all is as before
create function test.plan(types text, query text, arguments text) returns setof text language plpgsql as $$
declare
  line text;
  lines text[];
begin
  perform set_config('role', 'muster_web', true);
  perform auth.begin(sha256('bench-session-3'), 'viewer', false);
  execute format('prepare shape %s as %s', types, query);
  for line in execute format('explain (analyze, costs off, timing off, summary off) execute shape %s', arguments) loop
    lines := lines || line;
  end loop;
  deallocate shape;
  perform set_config('role', 'none', true);
  return query select unnest(lines);
end
$$;

create temporary table shapes as
select s.name, s.most, p.line
  from bench_ids b
 cross join lateral (values
    ('newest', 26, '', 'true', ''),
    ('by status', 26, '(text)', 'status = $1', '(''failed'')'),
    ('by a rare status', 26, '(text)', 'status = $1', '(''pending'')'),
    ('by agent', 26, '(uuid)', 'agent_id = $1', format('(%L)', b.agent)),
    ('by agent and status', 26, '(uuid, text)', 'agent_id = $1 and status = $2', format('(%L, ''failed'')', b.agent)),
    ('by time', 26, '(uuid, uuid)', 'id >= $1 and id < $2', format('(%L, %L)', b.since, b.until)),
    ('by time and status', 26, '(uuid, uuid, text)', 'id >= $1 and id < $2 and status = $3', format('(%L, %L, ''failed'')', b.since, b.until)),
    ('by start and status', 26, '(text, timestamptz, uuid)', 'status = $1 and start_time >= $2 and id >= $3',
     format('(''failed'', now() - interval ''100 days'', %L)', app.uuid_floor(now() - interval '131 days'))),
    ('behind a cursor', 26, '(uuid)', 'id < $1', format('(%L)', b.until))
  ) s (name, most, types, condition, arguments)
 cross join lateral (select line from test.plan(s.types,
    format('select id, agent_name, status, title, error, start_time, end_time, duration_ms, tokens, cost_micros, created_by_name, created_at
              from api.executions where %s order by id desc limit 26', s.condition), s.arguments) line) p;

select is_empty(format($$select line from shapes where name = %L and line ~ 'Seq Scan|Sort|Bitmap'$$, name), name || ': in the order of an index')
  from shapes group by name;
select is_empty(format($$select line from shapes where name = %L and line ~ 'Rows Removed by (Filter|Index Recheck): [1-9]'$$, name),
                name || ': reads no row that it does not show')
  from shapes group by name;
-- rows that scans of executions found, in all months together
select cmp_ok(sum(substring(line from 'actual rows=(\d+)')::int), '<=', max(most)::bigint, name || ': reads a page')
  from shapes where line ~ 'Scan.* on executions_' and line !~ 'never executed' group by name;
select isnt_empty(format($$select line from shapes where name = %L and line ~ 'Subplans Removed: [1-9]'$$, name), name || ': months outside are not even looked at')
  from unnest(array['by time', 'by time and status', 'by start and status', 'behind a cursor']) name;

-- of an unusual combination all conditions are optional, but the bounds of the id prune
select isnt_empty(format($$select l from test.plan('(text[], uuid, uuid)', 'select id from api.executions where ($1::text[] is null or status = any($1))
  and id >= coalesce($2::uuid, ''00000000-0000-0000-0000-000000000000'') and id < coalesce($3::uuid, ''ffffffff-ffff-ffff-ffff-ffffffffffff'')
  order by id desc limit 201', %L) l where l ~ 'Subplans Removed: [1-9]'$$, format('(''{failed}'', %L, null)', since)), 'unusual: months outside are not even looked at')
  from bench_ids;

-- several values of a filter: a page of each, merged
create temporary table merged as
select s.name, p.line
  from bench_ids b
 cross join lateral (values
    ('two statuses', '(text[])', 'status = w.v', '(''{failed,timeout,failed}'')', ''),
    ('two statuses behind a cursor', '(text[], uuid)', 'status = w.v and id < $2', format('(''{failed,timeout}'', %L)', b.until), ''),
    ('two statuses of an agent', '(text[], uuid)', 'agent_id = $2 and status = w.v', format('(''{failed,timeout}'', %L)', b.agent), ''),
    ('two statuses, by page', '(text[], int)', 'status = w.v', '(''{failed,timeout}'', 0)', ' + $2')
  ) s (name, types, condition, arguments, behind)
 cross join lateral (select line from test.plan(s.types,
    format('select e.* from (select distinct v from unnest($1::text[]) v) w
              cross join lateral (select id, agent_name, status, title, error, tokens, created_at from api.executions
                                   where %s order by id desc limit 26%s) e order by id desc limit 26', s.condition, s.behind), s.arguments) line) p;
select is_empty(format($$select line from merged where name = %L and line ~ 'Seq Scan|Bitmap|Rows Removed by (Filter|Index Recheck): [1-9]'$$, name),
                name || ': by an index, and nothing besides')
  from merged group by name;
select cmp_ok(sum(m[1]::int * m[2]::int), '<=', 2 * 26::bigint, name || ': reads a page of each')
  from (select name, regexp_match(line, 'actual rows=(\d+) loops=(\d+)') as m from merged where line ~ 'Scan.* on executions_') l
 where m is not null group by name;

-- one run, one agent
select is((select count(*)::int from test.plan('(uuid)', 'select * from api.executions where id = $1',
                                               (select format('(%L)', until) from bench_ids)) l
            where l ~ 'Scan.* on executions_'), 1, 'one run is looked for in one month');
create temporary table agent_list as select * from test.plan('', 'select id, name, status, activity, last_active, execution_count, created_by_name
  from api.agents order by id desc limit 26', '') line;
select is_empty($$select line from agent_list where line ~ 'Seq Scan|Sort|Bitmap.* on agents'$$, 'agents: in the order of an index');
select is_empty($$select line from agent_list where line ~ 'executions'$$, 'agents: executions are not read');
select is_empty($$select l from test.plan('', 'select count(*) from api.agents', '') l where l ~ 'changes|agent_totals|agent_activity'$$,
                'agents: what is not asked for costs nothing');

-- the overview
select is_empty(format($$select l from test.plan('', %L, '') l where l ~ 'Seq Scan' or (l ~ 'on executions_' and l !~ 'Index Only Scan' )$$, q), q || ': counts nothing')
  from unnest(array['select * from api.dashboard_stats()', 'select * from api.dashboard_series(''24h'')',
                    'select * from api.dashboard_series(''7d'')', 'select * from api.dashboard_series(''30d'')',
                    'select * from api.overview_agents(6)', format('select * from api.agent_stats(%L)', (select agent from bench_ids))]) q;
select is_empty($$select l from test.plan('', 'select * from api.recent_failures(8)', '') l
                   where l ~ 'executions_' and substring(l from 'actual rows=(\d+)')::int > 25$$, 'recent failures: the newest 25 of each kind');

select finish();
rollback;
