-- Folding: readers see the same totals before, between and after folds, and those are what a
-- plain count finds.
\ir fixture.psql
select * from no_plan();

delete from rollups; delete from agent_rollups; delete from agent_totals; delete from duration_rollups;
delete from agent_duration_rollups;

-- what readers are told, and what there is
create function test.told() returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), $q$
    select concat_ws(' ', total_executions, pending, running, paused, completed, failed, cancelled, timeout,
                     recent_executions, recent_failed, recent_tokens, recent_cost_micros, mean_duration_ms)
      from api.dashboard_stats()$q$)
$$;
create function test.counted() returns text language sql as $$
  select concat_ws(' ', count(*), count(*) filter (where status = 'pending'), count(*) filter (where status = 'running'),
                   count(*) filter (where status = 'paused'), count(*) filter (where status = 'completed'),
                   count(*) filter (where status = 'failed'), count(*) filter (where status = 'cancelled'),
                   count(*) filter (where status = 'timeout'),
                   count(*) filter (where recent), count(*) filter (where recent and status in ('failed', 'timeout')),
                   sum(tokens) filter (where recent), sum(cost_micros) filter (where recent),
                   div(sum(app.duration_ms(started_at, completed_at)) filter (where recent),
                       nullif(count(app.duration_ms(started_at, completed_at)) filter (where recent), 0)))
    from (select e.*, app.uuid_time(id) >= app.day_began() as recent from executions e
           where tenant_id = test.tenant('alpha')) x
$$;
-- in which order runs ended
create table test.ends (n bigint generated always as identity, agent_id uuid, status text);
create function test.agents_told() returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), $q$
    select string_agg(concat_ws(' ', a.id, a.execution_count, a.last_execution, n.failures_in_row, n.last_finished), ', ' order by a.id)
      from api.agents a join app.agents_now() n using (id)$q$)
$$;
create function test.agents_counted() returns text language sql as $$
  select string_agg(concat_ws(' ', a.id, (select count(*) from executions e where e.agent_id = a.id),
                              (select app.uuid_time(e.id) from executions e where e.agent_id = a.id order by e.id desc limit 1),
                              coalesce(f.failures, 0), f.last), ', ' order by a.id)
    from agents a
    left join (select l.agent_id, coalesce(array_position(array_agg(l.status order by l.n desc), 'completed') - 1, count(*)) as failures,
                      (array_agg(l.status order by l.n desc))[1] as last
                 from test.ends l group by l.agent_id) f on f.agent_id = a.id
   where a.tenant_id = test.tenant('alpha')
$$;
-- so many runs, made and moved on by hundreds; ended runs are noted in their order
create function test.work(seed float8) returns void language plpgsql as $$
declare
  e record;
begin
  perform setseed(seed);
  insert into executions (tenant_id, id, agent_id, status, tokens, cost_micros)
  select test.tenant('alpha'), app.uuid_at(now() - random() * interval '20 days', random()::text),
         case when random() < 0.9 then (array[test.agent('alpha'), test.agent('alpha spare')])[1 + (random() > 0.5)::int] end,
         (array['pending', 'running', 'paused'])[1 + floor(random() * 3)::int], (random() * 1000)::int, (random() * 1000)::int
    from generate_series(1, 200);
  for e in select * from executions where tenant_id = test.tenant('alpha')
              and status in ('pending', 'running', 'paused') and random() < 0.5 loop
    update executions x
       set status = (array['running', 'completed', 'completed', 'failed', 'failed', 'cancelled', 'timeout'])[1 + floor(random() * 7)::int],
           tokens = x.tokens + 10, cost_micros = (x.cost_micros * random())::bigint,
           started_at = now() - random() * interval '1 hour'
     where x.tenant_id = e.tenant_id and x.id = e.id
    returning x.* into e;
    if e.agent_id is not null and e.status in ('completed', 'failed', 'timeout') then
      insert into test.ends (agent_id, status) values (e.agent_id, e.status);
    end if;
  end loop;
  -- corrections of what has ended
  update executions x set status = 'cancelled', tokens = 7 where tenant_id = test.tenant('alpha')
     and status = 'completed' and random() < 0.1;
end
$$;

select test.work(0.1) \g /dev/null
select is(test.told(), test.counted(), 'nothing is folded: totals are counted from changes');
select is(test.agents_told(), test.agents_counted(), 'and so are those of agents');

select is(private.fold_own(), (select count(*) from changes where xid = pg_current_xact_id()), 'a fold takes all changes');
select is((select count(*)::int from changes where xid = pg_current_xact_id()), 0, 'and they are gone');
select is(test.told(), test.counted(), 'all is folded: totals are the same');
select is(test.agents_told(), test.agents_counted(), 'and those of agents');

select test.work(0.2) \g /dev/null
select is(test.told(), test.counted(), 'some is folded, some is not');
select is(test.agents_told(), test.agents_counted(), 'for agents too');
select private.fold_own() \g /dev/null
select is(test.told(), test.counted(), 'folded again');
select is(test.agents_told(), test.agents_counted(), 'for agents too');

select is((select concat_ws(' ', sum(pending + running + paused + completed + failed + cancelled + timeout), sum(completed), sum(tokens), sum(duration_ms))
             from rollups where tenant_id = test.tenant('alpha') and grain = 'day'),
          (select concat_ws(' ', pending + running + paused + completed + failed + cancelled + timeout, completed, tokens, duration_ms)
             from rollups where tenant_id = test.tenant('alpha') and grain = 'all'),
          'days add up to the total');
select is((select sum(completed + failed)::bigint from agent_rollups where tenant_id = test.tenant('alpha')),
          (select count(*) from executions where tenant_id = test.tenant('alpha') and agent_id is not null and status in ('completed', 'failed')),
          'days of agents add up to their runs');
select is((select sum(runs) from duration_rollups where tenant_id = test.tenant('alpha') and grain = 'day'),
          (select timed::numeric from rollups where tenant_id = test.tenant('alpha') and grain = 'all'),
          'bins add up to the runs with a duration');
select is_empty($$select from rollups r
                   where r.grain <> 'all' and (r.median_ms is not distinct from null) <> (r.timed = 0)$$,
                'every bucket of runs with a duration says how long they took');
select is((select row(sum(completed), sum(failed), sum(timed), sum(duration_ms))::text from rollups where grain = '6h'),
          (select row(sum(completed), sum(failed), sum(timed), sum(duration_ms))::text from rollups where grain = 'hour'),
          'six hours add up to as much as single ones');
select is((select sum(runs) from agent_duration_rollups where tenant_id = test.tenant('alpha')),
          (select sum(timed) from agent_rollups where tenant_id = test.tenant('alpha')), 'and those of agents');
select is_empty($$select * from rollups where grain = '5min' and bucket < now() - interval '73 hours'$$,
                'fine grains are kept for days only');

-- what counts must not be counted twice, and what does not count not at all
update executions set title = 'New' where tenant_id = test.tenant('alpha');
select is(test.told(), test.counted(), 'an edit changes no count');
update executions set input = '{}' where tenant_id = test.tenant('beta');
select is(test.told(), test.counted(), 'nor does another tenant');
delete from agents where id = test.agent('alpha spare');
select is(test.told(), test.counted(), 'nor the end of an agent');
select private.fold_own() \g /dev/null
select is(test.told(), test.counted(), 'also when folded');
select cmp_ok(private.trim_rollups(), '>', 0::bigint, 'what is left of the agent is trimmed');
select is(test.told(), test.counted(), 'which changes no total');
select is_empty($$select * from agent_duration_rollups where agent_id = test.agent('alpha spare')$$, 'but the agent''s own durations');
select is_empty($$select * from agent_totals where agent_id = test.agent('alpha spare')$$, 'but the agent''s own');

insert into agents (tenant_id, id, name) values (test.tenant('alpha'), test.agent('alpha spare'), 'Spare again');

-- after a restore into a cluster whose transactions count from lower numbers
select test.work(0.3) \g /dev/null
update changes set xid = (xid::text::numeric + 1000000000)::text::xid8;
update fold_state set watermark = (pg_current_xact_id()::text::numeric + 1000000000)::text::xid8;
select cmp_ok(private.maintain_fold(), '>', 100::bigint, 'changes of a dump are folded once');
select is(test.told(), test.counted(), 'and nothing is lost');
select test.work(0.4) \g /dev/null
select is(test.told(), test.counted(), 'nor hidden afterwards');

-- what no sum can hold
insert into executions (tenant_id, id, agent_id, tokens, cost_micros, started_at, completed_at, status)
select test.tenant('alpha'), app.uuid_at(now(), 'largest ' || n), test.agent('alpha'), 9223372036854775807, 9223372036854775807,
       '0001-01-01', '9999-01-01', 'completed'
  from generate_series(1, 2) n;
create function test.told_tokens() returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), 'select recent_tokens from api.dashboard_stats()')
$$;
select is(test.told_tokens(), '9223372036854775807', 'a sum that is too large stays at the largest');
select cmp_ok(private.fold_own(), '>', 0::bigint, 'and never stops the fold, which is that of all tenants');
select is(test.told_tokens(), '9223372036854775807', 'nor the readers behind it');
select is(test.ask(test.session('alpha', 'viewer'),
                   format('select cost_micros from api.agent_stats(%L)', test.agent('alpha'))),
          '9223372036854775807', 'nor those of its agent');
select is(test.ask(test.session('alpha', 'viewer'), 'select max(tokens) from api.dashboard_series(''24h'')'),
          '9223372036854775807', 'nor the series');

select finish();
rollback;
