-- Usage: records are added once for each event and never changed; sums are of records and
-- executions, folded or not.
\ir compact.psql
\ir fixture.psql
select * from no_plan();

create function test.report(records text) returns text language sql as $$
  select test.act(test.session('alpha', 'operator'), format('select api.add_usage_records(%L)', records))
$$;
create function test.used(unit text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'),
                  format('select concat_ws('' '', used, cost_micros) from api.usage_units() where unit = %L', unit))
$$;

select is(test.ask(test.session('alpha', 'operator'), format('select api.add_usage_records(%L)', r)), n, d)
  from (values ('[{"eventId": "1", "billingUnit": "storageGb", "quantity": 2.5, "currency": "USD", "description": ""}]', '1', 'a record is new'),
               ('[{"eventId": "1", "billingUnit": "x", "quantity": 1, "currency": "USD", "description": ""},
                  {"eventId": "1", "billingUnit": "y", "quantity": 2, "currency": "USD", "description": ""}]', '1', 'the same event twice in one request counts once'),
               ('[]', '0', 'none is none')) c (r, n, d);

select test.report('[{"eventId": "1", "billingUnit": "storageGb", "quantity": 2.5, "unitPriceMicros": 0.15, "currency": "USD", "description": ""},
                     {"eventId": "2", "billingUnit": "storageGb", "quantity": 10, "unitPriceMicros": 100, "costMicros": 70, "currency": "USD", "description": ""},
                     {"eventId": "3", "billingUnit": "storageGb", "quantity": 1, "costMicros": 5, "currency": "EUR", "description": ""},
                     {"eventId": "4", "billingUnit": "executions", "quantity": 100, "currency": "USD", "periodStart": "2020-02-03T10:00:00Z", "description": "opening"}]') \g /dev/null
select results_eq(format('select cost_micros from usage_records where tenant_id = %L order by event_id', test.tenant('alpha')),
                  'values (0::bigint), (70), (5), (0)', 'a cost that is not told is the price of so many');
select is((select period_end from usage_records where event_id = '4'), '2020-02-03 10:00+00'::timestamptz, 'a period without an end is a moment');
select is(test.report('[{"eventId": "2", "billingUnit": "storageGb", "quantity": 9999, "currency": "USD", "description": ""}]'), '1', 'a repeat is accepted');

-- ---------------------------------------------------------------- sums

-- of the moment that is now for this transaction: else midnight may come between
insert into executions (tenant_id, id, tokens, cost_micros)
values (test.tenant('alpha'), app.uuid_at(now(), 'one'), 40, 7), (test.tenant('beta'), app.uuid_at(now(), 'one'), 1000, 1000);
create function test.sums() returns text language sql as $$
  select concat_ws(', ', test.used('storageGb'), test.used('executions'), test.used('tokens'), test.used('costMicros'), test.used('agents'))
$$;
select is(test.sums(), '13.5 70, 2 7, 40 0, 77 0, 2 0', 'before the fold; euros are not among dollars, an old record is of its month');
select private.fold_own() \g /dev/null
select is((select count(*) from changes where kind = 'usage' and xid >= pg_current_xact_id()), 0::bigint, 'nothing is left to fold');
select is(test.sums(), '13.5 70, 2 7, 40 0, 77 0, 2 0', 'the same behind it');
select test.report('[{"eventId": "5", "billingUnit": "storageGb", "quantity": -0.5, "currency": "USD", "description": "too much"}]') \g /dev/null
insert into executions (tenant_id, id, tokens) values (test.tenant('alpha'), app.uuid_at(now(), 'two'), 2);
select is(test.sums(), '13 70, 3 7, 42 0, 77 0, 2 0', 'what came since is added');
select is(test.ask(test.session('alpha', 'viewer'),
                   $$select string_agg(concat_ws(' ', to_char(starts at time zone 'UTC', 'YYYY-MM-DD'), unit, quantity), ', ')
                       from api.usage_series('month', '2020-02-29', '2020-03-05')$$), '2020-02-01 executions 100', 'by month, from the one that the time is in');
select is(test.ask(test.session('alpha', 'viewer'), $$select string_agg(unit || ' ' || quantity, ', ' order by unit) from api.usage_series('day', null, null)$$),
          'costMicros 77, executions 3, storageGb 13, tokens 42', 'by day, of the month that counts');
select is(test.ask(test.session('beta', 'owner'), 'select count(*) from api.usage_records'), '0', 'another tenant sees nothing of it');
select is(test.ask(test.session('beta', 'viewer'), 'select used from api.usage_units() where unit = ''tokens'''), '1000', 'but its own');

-- ---------------------------------------------------------------- add and read alone

select is(test.try(test.session('alpha', 'owner'), s), '42501', s)
  from unnest(array['update usage_records set quantity = 0', 'delete from usage_records',
                    'insert into usage_records (event_id, billing_unit, quantity, created_at) values (''x'', ''y'', 1, now())',
                    'update usage_rollups set quantity = 0', 'delete from allowances']) s;
select is(test.try(test.session('alpha', 'viewer'), 'insert into usage_records (event_id, billing_unit, quantity) values (''x'', ''y'', 1)'), '42501',
          'a viewer reports nothing');
select is(test.try(test.session('alpha', 'operator'), format('insert into usage_records (event_id, billing_unit, quantity, %s', v)), '23514', v)
  from unnest(array['cost_micros) values (''x'', ''agents'', 1, 0)', 'cost_micros) values (''x'', ''costMicros'', 1, 0)',
                    'cost_micros) values (''x'', ''not a word'', 1, 0)', 'cost_micros) values ('' '', ''y'', 1, 0)',
                    'cost_micros) values (''x'', ''y'', ''NaN'', 0)', 'cost_micros) values (''x'', ''y'', 1e15, 0)',
                    'cost_micros) values (''x'', ''y'', 1, 1000000000000001)', 'currency) values (''x'', ''y'', 1, ''usd'')',
                    'unit_price_micros) values (''x'', ''y'', 1, -1)',
                    'period_end) values (''x'', ''y'', 1, now() - interval ''1 day'')']) v;

-- ---------------------------------------------------------------- plans of lists

insert into usage_records (tenant_id, event_id, billing_unit, quantity)
select test.tenant(t), 'event ' || n, 'unit' || n % 40, n from unnest(array['alpha', 'beta']) t, generate_series(1, 20000) n;
insert into rollups (tenant_id, grain, bucket, completed)
select test.tenant(t), 'day', '2000-01-01 00:00+00'::timestamptz + n * interval '1 day', 1
  from unnest(array['alpha', 'beta']) t, generate_series(1, 9000) n;
analyze;
select set_config(split_part(s, '=', 1), split_part(s, '=', 2), true)
  from pg_db_role_setting r, unnest(r.setconfig) s
 where r.setrole = 'muster_web'::regrole and r.setdatabase = (select oid from pg_database where datname = current_database())
\g /dev/null
create function test.lines(query text) returns setof text language plpgsql as $$
declare
  asker constant bytea := test.session('alpha', 'viewer');
  line text;
begin
  perform set_config('role', 'muster_web', true);
  perform auth.begin(asker, 'viewer', false);
  for line in execute 'explain (analyze, costs off, timing off, summary off) ' || query loop
    return next line;
  end loop;
  perform set_config('role', 'none', true);
end
$$;
create temporary table explained as
select q.name, l.line
  from (values ('newest', 'select id, event_id, quantity, created_by_name from api.usage_records order by id desc limit 26'),
               ('of a unit', 'select id, quantity from api.usage_records where billing_unit = ''unit3'' order by id desc limit 26'),
               ('of an event', 'select id, quantity from api.usage_records where event_id = ''event 300'' order by id desc limit 26'),
               ('behind a cursor', format('select id from api.usage_records where id < %L order by id desc limit 26',
                                          (select id from usage_records where event_id = 'event 9000' and tenant_id = test.tenant('alpha'))))) q (name, query)
 cross join lateral test.lines(q.query) l (line);
select is_empty(format($$select line from explained where name = %L and line ~ '(Seq|Bitmap Heap) Scan on usage_records|Rows Removed by Filter|^ {0,6}(->  )?Sort'$$, name),
                name || ': by an index, in its order')
  from explained where name <> 'of an event' group by name;
select is_empty(format($$select line from explained where name = %L and substring(line from 'rows=(\d+)')::int > 26$$, name), name || ': reads a page')
  from explained group by name;
select private.fold_own() \g /dev/null
analyze;
select is_empty($$select line from test.lines('select * from api.usage_units()') line
                   where line ~ 'Scan.* on (rollups|usage_rollups|usage_records)' and line ~ 'Seq Scan|rows=(\d{4,})'$$, 'a month is summed from its days, not from records');

select finish();
rollback;
