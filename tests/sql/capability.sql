-- Capabilities: of which agent, how sure, and who is told of a change.
\ir fixture.psql
select * from no_plan();

create function test.add(who bytea, agent uuid, members text, given text) returns text language sql as $$
  select test.try(who, format('insert into agent_capabilities (agent_id, %s) values (%L, %s)', members, agent, given))
$$;

select is(test.add(test.session('alpha', 'operator'), test.agent('alpha'), 'name', '''Read'''), '1', 'an operator adds one');
select is(test.add(test.session('alpha', 'operator'), test.agent('beta'), 'name', '''Read'''), '23503',
          'not to an agent of another tenant');
select is(test.add(test.session('alpha', 'operator'), test.agent('alpha'), 'name, confidence', s.given), s.answer,
          'confidence ' || s.given)
  from (values ('''a'', 0', '1'), ('''a'', 1', '1'), ('''a'', 1.01', '23514'), ('''a'', -0.01', '23514'),
               ('''a'', ''NaN''', '23514')) s (given, answer);
select is(test.add(test.session('alpha', 'operator'), test.agent('alpha'), 'name, usage_count', '''a'', -1'), '23514',
          'it is not used less than never');
select is(test.add(test.session('alpha', 'operator'), test.agent('alpha'), 'name', ''' '''), '23514', 'it has a name');

select test.act(test.session('alpha', 'operator'), format(
  'insert into agent_capabilities (agent_id, name) values (%L, ''Read'')', test.agent('alpha'))) \g /dev/null
select is(test.add(test.session('alpha', 'operator'), test.agent('alpha'), 'name', '''Read'''), '23505',
          'a name is once for an agent');
select is(test.add(test.session('alpha', 'operator'), test.agent('alpha spare'), 'name', '''Read'''), '1',
          'another agent may have it too');

delete from audit_log;
select test.act(test.session('alpha', 'operator'), s) from unnest(array[
  'update agent_capabilities set usage_count = 5, last_used_at = now(), version = version + 1',
  'update agent_capabilities set confidence = 0.5, version = version + 1']) s \g /dev/null
select is((select array_agg(row(l.action, l.noun, l.before, l.after)::text) from audit_log l),
          array['(update,capability,"{""confidence"": 1}","{""confidence"": 0.5}")'], 'its use is no edit');
delete from agents where id = test.agent('alpha');
select is((select count(*)::int from agent_capabilities), 0, 'it goes with its agent');

select * from finish();
rollback;
