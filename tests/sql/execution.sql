-- Executions: what follows from a status, and cancelling.
\ir fixture.psql
select * from no_plan();

create function test.run(values_of text) returns uuid language plpgsql as $$
declare
  made uuid;
begin
  execute format('insert into executions (tenant_id, agent_id, %s returning id',
                 replace(values_of, ') values (', format(') values (%L, %L, ', test.tenant('alpha'), test.agent('alpha'))))
    into made;
  return made;
end
$$;

create function test.seen(wanted uuid, what text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), format('select %s from api.executions where id = %L', what, wanted))
$$;

-- ---------------------------------------------------------------- times

create temporary table r as select
  test.run('status) values (''pending'')') as pending,
  test.run('status) values (''running'')') as running,
  test.run('status) values (''completed'')') as completed,
  test.run('status, started_at, completed_at) values (''completed'', now() - interval ''90 s'', now())') as timed;

select is(test.seen(pending, 'start_time is null and end_time is null'), 'true', 'a pending run has no times') from r;
select is(test.seen(running, 'start_time = updated_at and end_time is null'), 'true', 'a running one has begun') from r;
select is(test.seen(completed, 'end_time = updated_at and duration_ms is null'), 'true', 'a completed one has ended') from r;
select is(test.seen(timed, 'duration_ms'), '90000', 'the duration follows from the times') from r;
select is(test.seen(pending, 'created_at = app.uuid_time(id)'), 'true', 'the id is the time of creation') from r;

update executions e set status = 'running' from r where e.id = r.pending;
select is((select started_at from executions e join r on e.id = r.pending), now(), 'beginning is noted');
update executions e set status = 'failed', started_at = now() - interval '2 s' from r where e.id = r.pending;
select is((select completed_at from executions e join r on e.id = r.pending), now(), 'ending is noted');
select is(test.seen(pending, 'duration_ms'), '2000', 'and timed') from r;
update executions e set status = 'running' from r where e.id = r.pending;
select is((select completed_at from executions e join r on e.id = r.pending), null, 'what goes on has not ended');
update executions e set title = 'New' from r where e.id = r.completed;
select ok((select completed_at is not null from executions e join r on e.id = r.completed),
          'the first edit keeps the time that was shown');

select throws_ok($$insert into executions (tenant_id, status, started_at, completed_at)
                   values (test.tenant('alpha'), 'failed', now(), now() - interval '1 s')$$, '23514', null,
                 'nothing ends before it begins');
select throws_ok($$insert into executions (tenant_id, status) values (test.tenant('alpha'), 'done')$$, '23514', null,
                 'a status is one of seven');

-- ---------------------------------------------------------------- retry

create function test.retry(wanted uuid, role text default 'operator') returns text language sql as $$
  select test.ask(test.session('alpha', role),
                  format('select concat_ws('' '', found, id is not null, status) from api.retry_execution(%L, uuid_v7())', wanted))
$$;
select is(test.retry(test.run(format('status) values (%L)', s))),
          't ' || (s in ('failed', 'timeout', 'cancelled'))::text::char || ' ' || s, s || ' run again')
  from unnest(array['pending', 'running', 'paused', 'completed', 'failed', 'cancelled', 'timeout']) s;
select is(test.retry(uuid_v7()), 'f f', 'an unknown run is not found');
select is(test.ask(test.session('beta', 'owner'), format('select found from api.retry_execution(%L, uuid_v7())',
          test.run('status) values (''failed'')'))), 'false', 'nor one of another tenant');
select matches(test.retry(test.run('status) values (''failed'')'), 'viewer'), 'row-level security', 'a viewer runs nothing');

-- ---------------------------------------------------------------- cancel

create function test.cancel(wanted uuid, if_match int, role text default 'operator') returns text language sql as $$
  select test.ask(test.session('alpha', role), format('select c::text from api.cancel_execution(%L, %L) c', wanted, if_match))
$$;

select is(test.cancel(test.run(format('status) values (%L)', s)), null),
          case when s in ('pending', 'running', 'paused') then '(t,t,2,cancelled)' else format('(t,f,1,%s)', s) end,
          s || ' cancelled')
  from unnest(array['pending', 'running', 'paused', 'completed', 'failed', 'cancelled', 'timeout']) s;

create temporary table c as select test.run('status) values (''running'')') as id;
select is(test.cancel(id, 1), '(t,t,2,cancelled)', 'the version that was seen is changed') from c;
select is(test.cancel(id, 2), '(t,f,1,running)', 'another version is not') from c;
select is(test.cancel(uuid_v7(), null), '(f,f,,)', 'an unknown run is not found');
select is(test.ask(test.session('beta', 'owner'), format('select x::text from api.cancel_execution(%L, null) x', id)), '(f,f,,)',
          'nor is one of another tenant') from c;
select is(test.cancel(id, null, 'viewer'), '(f,f,,)', 'a viewer cannot even lock it') from c;
select test.act(test.session('alpha', 'operator'), format('select from api.cancel_execution(%L, null)', id)) from c \g /dev/null
select is((select completed_at from executions e join c using (id)), now(), 'a cancelled run has ended');

create temporary table b as
select array_agg(id order by n) as ids
  from (select n, case n when 2 then uuid_v7() when 3 then (select id from executions where tenant_id = test.tenant('beta') limit 1)
                         when 4 then test.run('status) values (''failed'')')
                         else test.run('status) values (''pending'')') end as id from generate_series(1, 5) n) x;
select is(test.ask(test.session('alpha', 'operator'),
                   format('select string_agg(array_position(%1$L::uuid[], id) || '':'' || found || changed || coalesce(status, ''-''), '' '')
                             from api.cancel_executions(%1$L)', ids)),
          '1:truetruecancelled 2:falsefalse- 3:falsefalse- 4:truefalsefailed 5:truetruecancelled',
          'many are cancelled at once, each with its answer, in the order asked') from b;
select is(test.ask(test.session('alpha', 'operator'), 'select count(*) from api.cancel_executions(''{}'')'), '0', 'none are none');

-- ---------------------------------------------------------------- agents and their runs

select is(test.ask(test.session('alpha', 'operator'), format('select api.touch_heartbeat(%L) || '' '' || api.touch_heartbeat(%L)',
                                                             test.agent('alpha'), test.agent('beta'))), 'true false',
          'a heartbeat is of an agent of the tenant');
select is(test.try(test.session('alpha', 'viewer'), format('select api.touch_heartbeat(%L)', test.agent('alpha'))), '42501',
          'a viewer sends none');
create temporary table before as select version, updated_at from agents where id = test.agent('alpha');
update agent_activity set heartbeat_at = now() - interval '1 day';
select test.act(test.session('alpha', 'operator'), format('select api.touch_heartbeat(%L)', test.agent('alpha'))) \g /dev/null
select is((select heartbeat_at from agent_activity where agent_id = test.agent('alpha')), now(), 'it is noted');
select is((select row(version, updated_at)::text from agents where id = test.agent('alpha')),
          (select b::text from before b), 'and is no edit of the agent');

delete from agents where id = test.agent('alpha');
select ok((select bool_and(agent_id is null and tenant_id = test.tenant('alpha')) and count(*) > 5 from executions
            where tenant_id = test.tenant('alpha')), 'runs of an agent that is removed for good stay, in their tenant');

select finish();
rollback;
