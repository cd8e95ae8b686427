-- Months of executions, steps and logs, with the same bounds.
\ir fixture.psql
select * from no_plan();

create function test.months(parent text) returns setof text language sql as $$
  select pg_get_expr(c.relpartbound, c.oid) from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = parent::regclass
$$;

select ok(to_regclass('executions_' || to_char(now() at time zone 'UTC' + n * interval '1 month', 'YYYY_MM')) is not null,
          'there is a place for runs ' || n || ' months ahead')
  from generate_series(0, 2) n;

select is(private.make_partitions('2019-11-30 23:59:59+00', '2020-02-01 00:00:00+00'), 4, 'months from one to another are made');
select is(private.make_partitions('2019-11-30 23:59:59+00', '2020-02-01 00:00:00+00'), 0, 'once');
select has_table('public', t || '_2019_12', t || ' has the month')
  from unnest(array['executions', 'execution_steps', 'execution_logs']) t;
select set_eq($$select test.months('execution_steps')$$, $$select test.months('executions')$$, 'steps have the bounds of executions');
select set_eq($$select test.months('execution_logs')$$, $$select test.months('executions')$$, 'so have logs');

create function test.put(at timestamptz) returns text language sql as $$
  with made as (insert into executions (tenant_id, id) values (test.tenant('alpha'), app.uuid_at(at, at::text)) returning tableoid)
  select tableoid::regclass::text from made
$$;
select is(test.put('2019-12-01 00:00:00+00'), 'executions_2019_12', 'the first moment of a month is in it');
select is(test.put('2019-12-31 23:59:59.999+00'), 'executions_2019_12', 'the last one too');
select is(test.put('2020-01-01 00:00:00+00'), 'executions_2020_01', 'the next one is not');
select throws_ok($$select test.put('2018-01-01')$$, '23514', null, 'a run outside every month is refused');

set local time zone 'America/New_York';
select is(private.make_partitions('2017-05-31 23:00:00-04', '2017-05-31 23:00:00-04'), 1, 'months are those of UTC');
select has_table('public'::name, 'executions_2017_06'::name, 'whatever the zone of the session');

select is(test.try(test.session('alpha', 'owner'), 'select from ' || t), '42501', t || ' is not reached directly')
  from unnest(array['executions_2019_12', 'execution_steps_2019_12', 'execution_logs_2019_12']) t;
select ok(relrowsecurity and relforcerowsecurity, 'a new month is protected') from pg_class where relname = 'executions_2019_12';
select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from executions where id < app.uuid_floor(''2020-01-01 00:00:00.001+00'')'), '3',
          'through its parent it is');

select is(test.try(null, 'select private.maintain_partitions()'), '1', 'servers may keep months ahead');
select is(test.try(null, 'select private.make_partitions(now(), now())'), '42501', 'but not make others');

select finish();
rollback;
