-- Tasks: the way from state to state, what one waits for, its place on the board, and words.
\ir fixture.psql
select * from no_plan();

create function test.task(name text) returns uuid language sql as $$
  select id from tasks where tenant_id = test.tenant('alpha') and title = name
$$;
create function test.change(name text, action text, version int default null) returns text language sql as $$
  select test.ask(test.session('alpha', 'operator'),
                  format('select row(found, changed, version, status, waits_for) from api.change_task(%L, %L, null, null, %L)',
                         test.task(name), action, version))
$$;
create function test.make(name text, state text default 'pending', place numeric default null) returns void language sql as $$
  insert into tasks (tenant_id, title, status, position) values (test.tenant('alpha'), name, state, place)
$$;
create function test.tie(name text, other text) returns text language sql as $$
  select test.act(test.session('alpha', 'operator'),
                  format('insert into task_dependencies (task_id, depends_on_id) values (%L, %L)', test.task(name), test.task(other)))
$$;

-- ---------------------------------------------------------------- states

select test.make(s, s) from unnest(array['pending', 'in_progress', 'completed', 'failed', 'cancelled']) s \g /dev/null
select is(test.change(s, a), case when led is null then format('(t,f,1,%s,0)', s) else format('(t,t,2,%s,0)', led) end,
          format('%s of a task that is %s', a, s))
  from (values ('pending', 'start', 'in_progress'), ('pending', 'complete', null), ('pending', 'fail', null), ('pending', 'cancel', 'cancelled'),
               ('in_progress', 'start', null), ('in_progress', 'complete', 'completed'), ('in_progress', 'fail', 'failed'), ('in_progress', 'cancel', 'cancelled'),
               ('completed', 'start', null), ('completed', 'complete', null), ('completed', 'fail', null), ('completed', 'cancel', null),
               ('failed', 'start', null), ('failed', 'complete', null), ('failed', 'fail', null), ('failed', 'cancel', null),
               ('cancelled', 'start', null), ('cancelled', 'complete', null), ('cancelled', 'fail', null), ('cancelled', 'cancel', null)) w (s, a, led);
select is(test.change('pending', 'start', 7), '(t,f,1,pending,0)', 'another version than the one seen changes nothing');
select is(test.change('none', 'start'), '(f,f,,,0)', 'one that is not there is not found');
select is(test.change('pending', 'vanish'), '(t,f,1,pending,0)', 'what is no action changes nothing');
select is(test.ask(test.session('alpha', 'viewer'), format('select found from api.change_task(%L, ''start'', null, null, null)', test.task('pending'))),
          'false', 'a viewer locks no task, so starts none');

-- ---------------------------------------------------------------- what it waits for

select test.make(n) from unnest(array['a', 'b', 'c', 'd']) n \g /dev/null
select is(test.tie('b', 'a'), '1', 'one waits for another');
select is(test.tie('c', 'b'), '1', 'and one for that');
select is(test.change('b', 'start'), '(t,f,1,pending,1)', 'what waits is not started');
select throws_ok($$select test.tie('a', 'c')$$, 'MU422', null, 'a circle of three is refused');
reset role;
select throws_ok($$select test.tie('a', 'b')$$, 'MU422', null, 'and one of two');
reset role;
select throws_ok($$select test.tie('a', 'a')$$, '23514', null, 'none waits for itself');
reset role;
select lives_ok(format('insert into task_dependencies (tenant_id, task_id, depends_on_id) values (%1$L, %2$L, %3$L), (%1$L, %4$L, %2$L)',
                       test.tenant('alpha'), test.task('a'), test.task('d'), test.task('c')),
                'several at once are no circle where they only meet');
select throws_ok(format('insert into task_dependencies (tenant_id, task_id, depends_on_id) values (%1$L, %2$L, %3$L)',
                        test.tenant('alpha'), test.task('d'), test.task('c')), 'MU422', null, 'but the one that closes it is');
delete from tasks where id = test.task('d');
update tasks set status = 'completed' where id = test.task('a');
select is(test.change('b', 'start'), '(t,t,2,in_progress,0)', 'it starts when that is completed');
delete from tasks where id = test.task('a');
select is((select count(*)::int from task_dependencies where task_id = test.task('b')), 0, 'a task that is deleted is waited for no more');

-- ---------------------------------------------------------------- places

delete from tasks where tenant_id = test.tenant('alpha');
select test.make(n, 'pending', p) from (values ('one', 1), ('two', 2), ('three', 3)) x (n, p) \g /dev/null
create function test.place(name text, beside text, is_after boolean) returns text language sql as $$
  select test.act(test.session('alpha', 'operator'),
                  format('select api.place_task(%L, %L, %L)', test.task(name), test.task(beside), is_after));
  select string_agg(title, ' ' order by position) from tasks where tenant_id = test.tenant('alpha') and status = 'pending'
$$;
select is(test.place('three', 'one', false), 'three one two', 'to the top');
select is(test.place('three', 'one', true), 'one three two', 'between two');
select is(test.place('one', 'two', true), 'three two one', 'to the end');
select is(test.place('one', 'one', true), 'three two one', 'beside itself it stays');
select test.place(case n % 2 when 0 then 'two' else 'one' end, 'three', true) from generate_series(1, 80) n \g /dev/null
select is(test.place('one', 'three', true), 'three one two', 'however often they change places');
select is((select max(version) from tasks where tenant_id = test.tenant('alpha')), 1, 'a place is no edit');
select test.make('four') \g /dev/null
select is((select title from tasks where tenant_id = test.tenant('alpha') order by position desc limit 1), 'four', 'a new one stands behind all others');
select test.make('done', 'completed') \g /dev/null
select is(test.ask(test.session('alpha', 'operator'), format('select api.place_task(%L, %L, true)', test.task('done'), test.task('one'))),
          'false', 'in another column it finds no place');

-- ---------------------------------------------------------------- words

insert into tasks (tenant_id, title, description, tags) values
  (test.tenant('alpha'), 'Paint the fence', 'Green, not blue', '{garden}'), (test.tenant('beta'), 'Paint the gate', '', '{}');
select is(test.ask(test.session('alpha', 'viewer'), format('select coalesce(string_agg(t.title, '',''), '''') from private.search(''tasks'', %L) s (id) join tasks t using (id)', q)),
          found, 'words: ' || q)
  from (values ('paint', 'Paint the fence'), ('FENCE green', 'Paint the fence'), ('fen', 'Paint the fence'), ('garden', 'Paint the fence'),
               ('paint -green', ''), ('"the fence"', 'Paint the fence'), ('"fence the"', ''), ('gate or blue', 'Paint the fence'),
               ('', ''), ('!!', ''), ('a'' | b', ''), ('gate', '')) w (q, found);
select is(test.try(null, 'select from private.search(''tasks'', ''paint'')'), '0', 'nobody finds anything');

select finish();
rollback;
