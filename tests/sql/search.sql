-- Search: rows by a part of their text, by words and by tags; of the own tenant, and a page of them in its order.
\ir compact.psql
\ir fixture.psql
select * from no_plan();

insert into agents (tenant_id, id, name, description, tags, deleted_at, status)
select test.tenant(t), app.uuid_at('2026-03-01 00:00:00+00'::timestamptz + n * interval '1 second', t || n),
       case when n <= 3 then 'Fänger ' || n else 'Sorter ' || n end, case when n % 50 = 0 then '100% of_it \ "quoted"' else '' end,
       case when n <= 3 then '{first,rare}' when n % 2 = 0 then '{even}' else '{}' end::text[],
       case when n = 2 then now() end, case when n % 100 = 0 then 'paused' else 'active' end
  from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
analyze agents;

create function test.sorter(n int) returns uuid language sql as $$
  select app.uuid_at('2026-03-01 00:00:00+00'::timestamptz + n * interval '1 second', 'alpha' || n)
$$;

-- names of what is found in this order, with the arguments behind the noun
create function test.found(arguments text, who bytea default test.session('alpha', 'viewer'), noun text default 'agents') returns text language sql as $$
  select test.ask(who, format('select coalesce(string_agg(a.name, '', '' order by s.n), '''') from private.search(%L, %s) with ordinality s (id, n) join agents a using (id)',
                              noun, arguments))
$$;
create function test.count(arguments text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), format('select count(*) from private.search(''agents'', %s)', arguments))
$$;

-- ---------------------------------------------------------------- a part of a text

select is(test.found(format('%L, null, null, false', q)), found, 'a part: ' || q)
  from (values ('fänger', 'Fänger 1, Fänger 3'), ('FÄNGER', 'Fänger 1, Fänger 3'), ('nger 3', 'Fänger 3'), ('r 4999', 'Sorter 4999'), ('nothing', ''),
               ('fänger  3', ''), ('ä', 'Fänger 1, Fänger 3'), ('99%', ''), ('Sort_r', ''), ('3_', '')) w (q, found);
select is(test.count(format('%L', q)), '100', 'what stands for others stands for itself: ' || q)
  from unnest(array['100%', 'of_it', 'it \', '"quoted"']) q;
select is(test.found('''Fänger''', noun => 'deletedAgents'), 'Fänger 2', 'deleted ones are a noun of their own');

-- ---------------------------------------------------------------- tags

select is(test.found('null, ''{rare}'', null, false'), 'Fänger 1, Fänger 3', 'a tag');
select is(test.count('null, ''{even,first}'''), '2501', 'one of several tags');
select is(test.found('''nger 3'', ''{rare,even}'''), 'Fänger 3', 'a tag and a part');
select is(test.count('null, ''{Rare}'''), '0', 'a tag is as it is written');
select is(test.count('null, ''{}'''), '0', 'none of no tags');

-- ---------------------------------------------------------------- pages

select is(test.found(format('%L, %L, %s', q, tags, page)), found, told)
  from (values
    ('sorter', null, 'null, true, 2', 'Sorter 5000, Sorter 4999', 'the newest of what all have'),
    ('sorter', null, 'null, false, 2', 'Sorter 4, Sorter 5', 'the oldest'),
    ('fänger', null, 'null, true, 2', 'Fänger 3, Fänger 1', 'the newest of what is far behind'),
    ('fänger', null, 'null, true, 1', 'Fänger 3', 'no more than are wanted'),
    ('f', null, 'null, true, 1', 'Sorter 5000', 'what no index knows is looked for to the end'),
    ('ä', null, 'null, true, 9', 'Fänger 3, Fänger 1', 'also where it is far behind'),
    (null, '{even}', 'null, true, 2', 'Sorter 5000, Sorter 4998', 'the newest of a tag'),
    ('00', '{even}', 'null, true, 3', 'Sorter 5000, Sorter 4950, Sorter 4900', 'of a tag and a part')
  ) w (q, tags, page, found, told);
select is(test.found(format('''sorter'', null, %L, %L, 2', test.sorter(n), d)), found, 'behind a row, ' || d)
  from (values (100, true, 'Sorter 99, Sorter 98'), (100, false, 'Sorter 101, Sorter 102'), (5, true, 'Sorter 4')) w (n, d, found);
-- a tenth of the rows: more than are looked at first, and worth while to go on so
select is(test.count('''of_it'', null, null, true, 26'), '26', 'a page of what some have');
select is(test.count('''of_it'', null, null, true, 10001'), '100', 'and all of them');

-- ---------------------------------------------------------------- what columns hold

select is(test.found(format('%L, %L, null, true, 2, %L', q, tags, holding)), found, told)
  from (values
    ('orter', null, '{"status": ["paused"]}', 'Sorter 5000, Sorter 4900', 'the newest of what a column holds'),
    ('orter', '{even}', '{"status": ["paused", "inactive"], "category": null}', 'Sorter 5000, Sorter 4900', 'one of several words'),
    ('fänger', null, '{"status": ["paused"]}', '', 'or none'),
    (null, '{rare}', '{"enabled": [true], "project_id": null}', 'Fänger 3, Fänger 1', 'of any type')
  ) w (q, tags, holding, found, told);
select is(test.try(test.session('alpha', 'viewer'), $$select from private.search('credentials', 'x', holding => '{"sealed": ["x"]}')$$), '42501',
          'what the servers may not read is not asked for them');

select is(test.found(format('%L, %L, %s, 2, ''{}'', %s', q, tags, place, sorted)), found, told)
  from (values
    ('orter', null, 'null, false', '''name''', 'Sorter 10, Sorter 100', 'in the order of a column'),
    ('orter', null, format('%L, true', test.sorter(1001)), '''name'', ''Sorter 1001''', 'Sorter 1000, Sorter 100', 'behind a row there'),
    ('nger', '{rare}', 'null, false', '''name''', 'Fänger 1, Fänger 3', 'where no one is near'),
    ('orter', null, format('%L, false', test.sorter(50)), format('''created_at'', %L', (select created_at from agents where id = test.sorter(50))), 'Sorter 51, Sorter 52', 'of any type')
  ) w (q, tags, place, sorted, found, told);
select is(test.try(test.session('alpha', 'viewer'), $$select from private.search('credentials', 'x', sorted_by => 'sealed')$$), '42501',
          'nor is it an order');

-- ---------------------------------------------------------------- whose

select is(test.found('''fänger 1''', test.session('beta', 'viewer')), 'Fänger 1', 'each tenant has its own');
select is((select array_agg(distinct a.tenant_id) from unnest(ids::uuid[]) id join agents a using (id)), array[test.tenant('alpha')], format('nothing else is found by %s: %s', role, a))
  from unnest(array['viewer', 'operator', 'admin', 'owner']) role,
       unnest(array['''fänger''', 'null, ''{rare}''', '''sorter'', null, null, true, 9', 'null, ''{even}'', null, false, 9']) a,
       test.ask(test.session('alpha', role), format('select array_agg(s) from private.search(''agents'', %s) s', a)) ids;
select is(test.try(null, format('select from private.search(''agents'', %s)', a)), '0', 'nobody finds anything: ' || a)
  from unnest(array['''sorter''', '''so''', 'null, ''{even}''', '''sorter'', null, null, true, 26']) a;
select is(test.try(test.session('alpha', 'viewer'), format('select from private.search(%L, ''x'')', noun)), 'P0002', 'no search of ' || noun)
  from unnest(array['users', 'agents; drop table agents']) noun;
select is(test.try(test.session('alpha', 'viewer'), 'select private.search_query(''agents'', ''x'', null, null, true, ''{}'', null)'), '42501', 'what is asked is not for the servers to make');

-- ---------------------------------------------------------------- what it reads

create function test.search_plan(which text, typed text, tagged text[]) returns setof text language plpgsql as $$
declare
  tenant constant uuid := test.tenant('alpha');
  queries constant jsonb := to_jsonb(private.search_query('agents', typed, tagged, null, true, '{}', null));
begin
  perform set_config('role', 'muster_owner', true), set_config('enable_seqscan', 'off', true);
  return query execute 'explain (analyze, costs off, timing off, summary off) ' || (queries ->> which)
    using tenant, null::uuid, 26, 500, tagged, typed, '%' || typed || '%', app.search_query(typed);
  perform set_config('role', 'none', true), set_config('enable_seqscan', 'on', true);
end
$$;
select isnt_empty(format($$select l from test.search_plan('all_of_them', %L, %L) l where l ~ 'Bitmap Index Scan on %s .*rows=3 '$$, q, tags, index),
                  index || ': the keys of the own tenant alone')
  from (values ('fänger', null, 'agents_by_part'), (null, '{rare}', 'agents_by_tag')) w (q, tags, index);
select is_empty($$select l from test.search_plan('next_ones', 'sorter', null) l where l ~ 'Seq Scan|Sort|Scan .*rows=([3-9]\d|\d{3})'$$,
                'of what all have, no more rows are looked at than are wanted');
select isnt_empty($$select l from test.search_plan('next_ones', 'fänger', null) l where l ~ 'Index Scan .*rows=500 '$$,
                  'of what is far behind, five hundred');

select finish();
rollback;
