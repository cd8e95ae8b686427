-- Allowances: what a plan limits is refused beyond it, and told with what is used; without a plan
-- nothing is limited.
\ir fixture.psql
select * from no_plan();

create function test.plan(limits text) returns void language sql as $$
  select private.set_plan(test.tenant('alpha'), 'free', null, limits::jsonb)
$$;
-- what the fold does, of all that is there: the test is one transaction
create function test.fold() returns void language plpgsql as $$
begin
  perform private.fold_own();
  update fold_state set certain_seq = (select last_value from changes_seq_seq);
end
$$;
create function test.refusal(session bytea, statement text) returns text language plpgsql as $$
declare
  told text;
begin
  perform test.act(session, statement);
  return 'done';
exception when sqlstate 'MU402' then
  get stacked diagnostics told = pg_exception_detail;
  return sqlerrm || ' ' || (told::jsonb - 'periodEnd');
end
$$;

select is((select count(*) from allowances), 0::bigint, 'without a plan there is nothing to look up');
select is((select string_agg(name, ' ' order by plan_type) from plans where is_default), 'Unlimited',
          'one plan is that of the installation, and limits nothing');

-- ---------------------------------------------------------------- what stands there

select test.plan('{"agents": 3, "workflows": 1, "members": 4, "executions": null, "tokens": null}') \g /dev/null
select results_eq(format('select unit, most from allowances where tenant_id = %L order by unit', test.tenant('alpha')),
                  $$values ('agents', 3::numeric), ('members', 4), ('workflows', 1)$$, 'a limit of null is lifted');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into agents (name) values (''third'')'), 'done', 'up to the limit all is well');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into agents (name) values (''fourth'')'),
          'the plan allows 3 agents, and there are 3 {"unit": "agents", "used": 3, "limit": 3}', 'one more is refused');
select is(test.refusal(test.session('beta', 'operator'), 'insert into agents (name) values (''other'')'), 'done', 'another tenant is not limited');
select test.act(test.session('alpha', 'admin'), 'update agents set deleted_at = now() where name = ''third''') \g /dev/null
select is(test.refusal(test.session('alpha', 'operator'), 'insert into agents (name) values (''fourth'')'), 'done', 'what was deleted does not count');
select is(test.refusal(test.session('alpha', 'admin'), 'update agents set deleted_at = null where name = ''third'''),
          'the plan allows 3 agents, and there are 3 {"unit": "agents", "used": 3, "limit": 3}', 'and is not restored where there is no room');
select is(test.refusal(test.session('alpha', 'operator'), 'update agents set name = ''renamed'' where name = ''fourth'''), 'done', 'what is there can be changed');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into workflows (name) values (''a''), (''b'')'),
          'the plan allows 1 workflow, and there is 1 {"unit": "workflows", "used": 1, "limit": 1}', 'two at once are one too many');
select is(test.refusal(test.session('alpha', 'admin'),
                       'insert into invitations (email, role, token_hash) values (''x@y.example'', ''viewer'', sha256(''y''))'),
          'the plan allows 4 members, and there are 4 {"unit": "members", "used": 4, "limit": 4}', 'nobody is invited where there is no room');
select throws_ok(format('insert into memberships (tenant_id, user_id, role) values (%L, %L, ''viewer'')',
                        test.tenant('alpha'), test.user('beta', 'viewer')), 'MU402', null, 'nor does anybody join');
select test.act(test.session('alpha', 'owner'), format('update memberships set ended_at = now() where user_id = %L', test.user('alpha', 'viewer'))) \g /dev/null
select is(test.refusal(test.session('alpha', 'admin'),
                       'insert into invitations (email, role, token_hash) values (''x@y.example'', ''viewer'', sha256(''y''))'),
          'done', 'who has left makes room');

-- ---------------------------------------------------------------- what happens

select test.fold() \g /dev/null
select test.plan('{"agents": null, "members": null, "workflows": null, "executions": 4, "tokens": 1000}') \g /dev/null
select is((select used from allowances where tenant_id = test.tenant('alpha') and unit = 'executions'), 1::numeric,
          'executions of before the plan count, as of the month');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''2''), (''3'')'), 'done', 'executions up to the limit');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''4''), (''5'')'),
          'the plan allows 4 executions a month, and 3 were used {"unit": "executions", "used": 3, "limit": 4}', 'two where one is left are refused');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title, tokens) values (''4'', 600)'), 'done', 'the last one');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''5'')'),
          'the plan allows 4 executions a month, and 4 were used {"unit": "executions", "used": 4, "limit": 4}', 'and none behind it');
select test.fold() \g /dev/null
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''5'')'),
          'the plan allows 4 executions a month, and 4 were used {"unit": "executions", "used": 4, "limit": 4}', 'the same behind a fold');
select is(test.refusal(test.session('alpha', 'operator'), 'update executions set tokens = 1000 where title = ''4'''), 'done',
          'what was used is told whatever the limit');
select test.fold() \g /dev/null
select test.plan('{"executions": 100, "tokens": 1000}') \g /dev/null
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''5'')'),
          'the plan allows 1000 tokens a month, and 1000 were used {"unit": "tokens", "used": 1000, "limit": 1000}', 'without tokens there are no executions');
select test.plan('{"storageGb": 20}') \g /dev/null
select test.act(test.session('alpha', 'operator'), $$select api.add_usage_records('[{"eventId": "a", "billingUnit": "storageGb", "quantity": 19.5, "currency": "USD", "description": ""}]')$$) \g /dev/null
select test.fold() \g /dev/null
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''5'')'), 'done', 'below what is reported of another unit');
select test.act(test.session('alpha', 'operator'), $$select api.add_usage_records('[{"eventId": "b", "billingUnit": "storageGb", "quantity": 0.5, "currency": "USD", "description": ""}]')$$) \g /dev/null
select test.fold() \g /dev/null
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''6'')'),
          'the plan allows 20 storageGb a month, and 20.0 were used {"unit": "storageGb", "used": 20.0, "limit": 20}', 'what is used up of any unit ends executions');
select is(test.refusal(test.session('alpha', 'operator'), $$select api.add_usage_records('[{"eventId": "c", "billingUnit": "storageGb", "quantity": 1, "currency": "USD", "description": ""}]')$$),
          'done', 'but not what is reported');

-- another month: what was used is nothing until the fold comes
update allowances set since = since - interval '1 month', until = since where tenant_id = test.tenant('alpha');
select is(test.refusal(test.session('alpha', 'operator'), 'insert into executions (title) values (''6'')'), 'done', 'a month begins anew');
select private.fold_allowances('0', '0') \g /dev/null
select is((select used from allowances where tenant_id = test.tenant('alpha') and unit = 'storageGb'), 20::numeric, 'and is summed by the fold');

-- ---------------------------------------------------------------- which plan holds

select test.fold() \g /dev/null
select test.plan('{"agents": 9}') \g /dev/null
update subscriptions set status = 'cancelled', current_period_end = now() + interval '1 day' where tenant_id = test.tenant('alpha');
select private.fold_allowances('0', '0') \g /dev/null
select is((select most from allowances where tenant_id = test.tenant('alpha') and unit = 'agents'), 9::numeric, 'one that is cancelled holds to the end');
update subscriptions set current_period_start = now() - interval '1 day', current_period_end = now() where tenant_id = test.tenant('alpha');
select private.fold_allowances('0', '0') \g /dev/null
select is((select string_agg(status, ' ') from subscriptions where tenant_id = test.tenant('alpha')), 'expired', 'then it has expired');
select is((select count(*) from allowances where tenant_id = test.tenant('alpha')), 0::bigint, 'and the plan of the installation holds');
select private.save_plan('free', null, null, null, null, null, null, null, true) \g /dev/null
select is((select most from allowances where tenant_id = test.tenant('beta') and unit = 'agents'), 5::numeric, 'another plan by default holds for all');
insert into tenants (id, name) values (test.tenant('gamma'), 'Gamma');
select is((select most from allowances where tenant_id = test.tenant('gamma') and unit = 'agents'), 5::numeric, 'for new ones too');
select private.save_plan('Free', null, null, null, null, null, '{"agents": 7}', null, null) \g /dev/null
select is((select string_agg(unit || ' ' || most, ', ') from allowances where tenant_id = test.tenant('beta')), 'agents 7', 'and other limits of it at once');
select private.save_plan('unlimited', null, null, null, null, null, null, null, true) \g /dev/null
select is((select count(*) from allowances), 0::bigint, 'until nothing is limited again');

select throws_ok($$select private.save_plan('Free', null, null, null, null, null, '{"agents": -1}', null, null)$$, '23514', null, 'limits are whole numbers');
select throws_ok($$select private.save_plan('Free', null, null, null, null, null, '{"agents": "many"}', null, null)$$, '23514', null, 'and no words');
select throws_ok($$select private.save_plan('None', null, null, null, null, null, null, null, true)$$, 'MU404', null, 'a plan that is not there is not changed');
select private.save_plan('Pro of 2026', 'pro', 1, null, null, null, null, null, null) \g /dev/null
select throws_ok(format('select private.set_plan(%L, ''pro2'', null, null)', test.tenant('alpha')), 'MU404', null, 'nor given');
select is((private.find_plan('PRO')).name, 'Pro', 'a name comes before a type');
select private.save_plan('Pro', null, null, null, null, null, null, false, null) \g /dev/null
select throws_ok(format('select private.set_plan(%L, ''Pro'', null, null)', test.tenant('alpha')), 'MU422', null, 'one that is offered no more is not given');

-- ---------------------------------------------------------------- periods

select is(p.since || ' ' || p.until, (e || ' 00:00:00+00')::timestamptz || ' ' || (u || ' 00:00:00+00')::timestamptz, d)
  from (values ('2026-01-31 15:00+00', 1, '2026-02-27 23:59+00', '2026-01-31', '2026-02-28', 'a month that has no such day begins on its last'),
               ('2026-01-31 15:00+00', 1, '2026-02-28 00:00+00', '2026-02-28', '2026-03-31', 'and the next one on the day again'),
               ('2026-01-31 15:00+00', 12, '2027-01-30 12:00+00', '2026-01-31', '2027-01-31', 'a year'),
               ('2026-01-31 15:00+00', 12, '2027-01-31 00:00+00', '2027-01-31', '2028-01-31', 'the next year'),
               ('2026-05-10 00:00+00', 1, '2026-04-10 00:00+00', '2026-04-10', '2026-05-10', 'before it began'),
               ('2026-05-10 00:00+00', 12, '2026-04-10 00:00+00', '2025-05-10', '2026-05-10', 'a year before it began')) c (anchor, months, moment, e, u, d)
 cross join lateral app.period_at(c.anchor::timestamptz, c.months, c.moment::timestamptz) p;

-- ---------------------------------------------------------------- cost

insert into agents (tenant_id, name) select test.tenant('beta'), 'many ' || n from generate_series(1, 3000) n;
analyze agents;
select private.set_plan(test.tenant('beta'), 'free', null, '{"agents": 100000}') \g /dev/null
create function test.counted(enough int) returns text language plpgsql as $$
declare
  line text;
begin
  for line in execute format('explain (analyze, costs off, timing off, summary off)
      select count(*) from (select from agents a where a.tenant_id = %L and a.deleted_at is null limit %s) x', test.tenant('beta'), enough) loop
    if line ~ 'Scan' then
      return substring(line from '(\w+ Only Scan|\w+ Scan).*') || ' ' || substring(line from 'actual rows=(\d+)');
    end if;
  end loop;
end
$$;
select is(substring(test.counted(11) from '\d+$'), '11', 'no more rows are counted than are allowed');

select finish();
rollback;
