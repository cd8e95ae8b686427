-- Metrics: readings are added and read, never changed; and go with their age.
\ir compact.psql
\ir fixture.psql
select * from no_plan();

create function test.measure(agent uuid, named text, reading double precision, moment timestamptz) returns text
language sql as $$
  select test.act(test.session('alpha', 'operator'), format(
    'insert into agent_metrics (agent_id, name, value, at) values (%L, %L, %L, %L)', agent, named, reading, moment))
$$;

select test.measure(test.agent('alpha'), 'latency', v, '2026-03-12 10:00+00'::timestamptz + n * interval '20 minutes')
  from (values (0, 10), (1, 20), (2, 60), (3, 5)) r (n, v) \g /dev/null
select test.measure(test.agent('alpha'), 'errors', 1, '2026-03-12 10:00+00') \g /dev/null

select is(test.ask(test.session('alpha', 'viewer'), format(
  'select string_agg(concat_ws('' '', extract(hour from bucket), readings, lowest, highest, mean), '', '')
     from api.metric_series(%L, ''latency'', ''hour'', ''2026-03-12'', ''2026-03-13'')', test.agent('alpha'))),
  '10 3 10 60 30, 11 1 5 5 5', 'a series by hour');
select is(test.ask(test.session('alpha', 'viewer'), format(
  'select count(*) from api.metric_series(%L, ''latency'', ''minute'', ''2026-03-12 10:20+00'', ''2026-03-12 11:00+00'')',
  test.agent('alpha'))), '2', 'by minute, from a time on and until before another');
select is(test.ask(test.session('alpha', 'viewer'), format(
  'select string_agg(name || '' '' || value, '', '') from api.metric_names(%L)', test.agent('alpha'))),
  'errors 1, latency 5', 'the newest of each, by name');
select is(test.ask(test.session('beta', 'owner'), format(
  'select count(*) from api.metric_names(%L)', test.agent('alpha'))), '0', 'another tenant sees none');
select is(test.try(test.session('alpha', 'operator'), format(
  'insert into agent_metrics (agent_id, name, value) values (%L, ''x'', %s)', test.agent('alpha'), v)), '23514', v)
  from unnest(array['''NaN''', '''Infinity''', '''-Infinity''']) v;

-- ---------------------------------------------------------------- retention

update tenants set settings = settings || '{"retention_days": 10}' where id = test.tenant('alpha');
insert into agent_metrics (tenant_id, agent_id, name, value, at)
select test.tenant(t), test.agent(t), 'age', d, now() - d * interval '1 day'
  from unnest(array['alpha', 'beta']) t, unnest(array[1, 9, 12, 40]) d;
delete from agent_metrics where name <> 'age';
select is(private.maintain_metrics(), 2::bigint, 'what is older than the tenant keeps is removed');
select is((select array_agg(value order by value) from agent_metrics where tenant_id = test.tenant('alpha')), array[1, 9]::float8[],
          'and nothing else');
select is((select count(*)::int from agent_metrics where tenant_id = test.tenant('beta')), 4, 'nothing of who keeps all');

-- ---------------------------------------------------------------- plans

insert into agent_metrics (tenant_id, agent_id, name, value, at)
select test.tenant(t), test.agent(t), 'metric ' || n % 40, n, now() - n * interval '1 minute'
  from unnest(array['alpha', 'beta']) t, generate_series(1, 20000) n;
analyze agent_metrics;
create function test.plan(query text) returns setof text language plpgsql as $$
declare
  asker constant bytea := test.session('alpha', 'viewer');
  line text;
begin
  perform set_config('role', 'muster_web', true);
  perform auth.begin(asker, 'viewer', false);
  for line in execute 'explain (costs off) ' || query loop
    return next line;
  end loop;
  perform set_config('role', 'none', true);
end
$$;
create temporary table plan as
select * from test.plan(format('select * from api.metric_series(%L, ''metric 3'', ''hour'', now() - interval ''2 days'', now())', test.agent('alpha')))
union all select * from test.plan(format('select * from api.metric_names(%L)', test.agent('alpha')));
select ok(not exists (select from plan p (line) where p.line ~ 'Seq Scan on agent_metrics'), 'no series reads the whole table');
select ok(exists (select from plan p (line) where p.line ~ 'agent_metrics_of_a_series'), 'but its index');

select * from finish();
rollback;
