-- Messages: who gets them, in which order, once; what becomes of those that nobody acknowledges.
\ir fixture.psql
select * from no_plan();

-- one after the other, a second apart
create sequence test.second;
create function test.send(subject text, priority text default 'normal', recipient text default 'alpha',
                          sender text default null, tries int default 3) returns uuid language sql as $$
  insert into agent_messages (tenant_id, sender_id, recipient_id, type, priority, subject, max_attempts, created_at)
  values (test.tenant('alpha'), test.agent(sender), test.agent(recipient), 'status_update', priority, subject, tries,
          now() - interval '1 hour' + nextval('test.second') * interval '1 second')
  returning id
$$;
-- the subjects that a claim gives, in its order; then all is committed as it were
create function test.claim(most int, agent text default 'alpha', hold int default 60) returns text language plpgsql as $$
declare
  inbox constant uuid := test.agent(agent);
  asker constant bytea := test.session('alpha', 'operator');
  given text;
begin
  perform set_config('role', 'muster_web', true), auth.begin(asker, 'operator', false);
  select string_agg(c.subject, ' ') into given from api.claim_messages(inbox, most, hold) c;
  perform set_config('role', 'none', true), set_config('muster.tenant', '', true), set_config('muster.role', '', true);
  return coalesce(given, '');
end
$$;
create function test.settle(name text, outcome text, agent text default null) returns text language sql as $$
  select test.act(test.session('alpha', 'operator'), format('select from api.settle_message(%L, %L, %L, null)',
    (select id from agent_messages where subject = name), test.agent(agent), outcome))
$$;
create function test.stands(name text) returns text language sql as $$
  select status || ' ' || attempts from agent_messages where subject = name
$$;
create function test.lapse() returns void language sql as $$
  update agent_deliveries set held_until = now() - interval '1 second' where held_until is not null
$$;
-- time that passed, before which they were sent
create function test.age(name text, ago interval) returns void language sql as $$
  update agent_deliveries d set due_at = now() - ago from agent_messages m
   where (m.tenant_id, m.id) = (d.tenant_id, d.message_id) and m.subject = name
$$;

-- ---------------------------------------------------------------- order, once

select test.send(p || n, p) from unnest(array['low', 'normal', 'high', 'urgent']) p, generate_series(1, 2) n order by n, p \g /dev/null
select test.send('elsewhere', 'urgent', 'alpha spare') \g /dev/null
select is(test.claim(3), 'urgent1 urgent2 high1', 'the most urgent first, of these the oldest');
select is(test.claim(100), 'high2 normal1 normal2 low1 low2', 'what was given is not given again');
select is(test.claim(100), '', 'until there is nothing');
select is(test.stands('high2'), 'delivered 1', 'it stands as delivered');
select is(test.claim(1, 'alpha spare'), 'elsewhere', 'an inbox is of one agent');

select test.send('later'), test.age('later', interval '-1 minute') \g /dev/null
select is(test.claim(1), '', 'what is due later is not given now');
select test.age('later', interval '0') \g /dev/null
select is(test.claim(1), 'later', 'but then');

-- ---------------------------------------------------------------- not acknowledged

delete from agent_messages;
select test.send('twice', tries => 2), test.send('newer') \g /dev/null
select is(test.claim(1), 'twice', 'given once');
select test.lapse() \g /dev/null
select is(test.claim(1), 'twice', 'what nobody acknowledged comes again, before what is newer');
select is(test.stands('twice'), 'delivered 2', 'as another attempt');
select test.lapse() \g /dev/null
select is(test.claim(5), 'newer', 'behind its last attempt it does not');
select is(test.stands('twice'), 'failed 2', 'it has failed');

select test.send('kept') \g /dev/null
select is(test.claim(1), 'kept', 'one is given');
select test.settle('kept', 'acknowledge') \g /dev/null
select test.lapse() \g /dev/null
select is(test.claim(5), 'newer', 'what was acknowledged does not come again');
select is(test.stands('kept'), 'acknowledged 1', 'it is acknowledged');

delete from agent_messages;
select test.send('late') \g /dev/null
select test.claim(1) \g /dev/null
select test.lapse() \g /dev/null
select is(private.maintain_messages(), 1::bigint, 'what lapsed goes back by itself');
select is(test.stands('late'), 'pending 1', 'where attempts are left');
select test.settle('late', 'acknowledge') \g /dev/null
select is(test.stands('late'), 'acknowledged 1', 'who had it may still acknowledge it');

insert into agent_messages (tenant_id, recipient_id, type, subject, acknowledgement_required)
values (test.tenant('alpha'), test.agent('alpha'), 'heartbeat', 'once', false);
select is(test.claim(1), 'once', 'one that needs no acknowledgement is given');
select is((select held_until from agent_deliveries d join agent_messages m on m.id = d.message_id where m.subject = 'once'), null, 'and not held');
select is(private.maintain_messages(), 0::bigint, 'so it never lapses');

-- ---------------------------------------------------------------- settling

select is(test.ask(test.session('alpha', 'operator'), format('select row(found, changed, status) from api.settle_message(%L, null, %L, null)', m.id, o)), e, d)
  from (select test.send('fresh') as id) m,
  (values ('acknowledge', '(t,f,pending)', 'what was never given is not acknowledged'), ('fail', '(t,f,pending)', 'nor has it failed')) x (o, e, d);
select test.claim(1) \g /dev/null
select test.settle('fresh', 'retry') \g /dev/null
select is(test.stands('fresh'), 'pending 1', 'who cannot handle it now gives it back');
select is(test.claim(1), 'fresh', 'and it comes again at once');
select test.settle('fresh', 'fail') \g /dev/null
select is(test.stands('fresh'), 'failed 2', 'what failed for good has failed');
select is(test.ask(test.session('alpha', 'operator'), format('select row(found, changed, status) from api.settle_message(%L, null, ''acknowledge'', null)',
                   (select id from agent_messages where subject = 'fresh'))), '(t,f,failed)', 'which stays so');
select is(test.ask(test.session('beta', 'operator'), format('select found from api.settle_message(%L, null, ''fail'', null)',
                   (select id from agent_messages where subject = 'fresh'))), 'false', 'for others it is not there');
select is(test.ask(test.session('beta', 'operator'), format('select count(*) from api.claim_messages(%L, 10, 60)', test.agent('alpha'))), '0', 'nor is its inbox');
select is(test.ask(test.session('alpha', 'viewer'), format('select count(*) from api.claim_messages(%L, 10, 60)', test.agent('alpha'))), '0', 'a viewer claims nothing');

-- ---------------------------------------------------------------- to all

delete from agent_messages;
insert into agents (tenant_id, id, name, deleted_at) values
  (test.tenant('alpha'), test.agent('alpha third'), 'Third', null), (test.tenant('alpha'), test.agent('alpha gone'), 'Gone', now());
select test.send('all', recipient => null, sender => 'alpha') \g /dev/null
select set_eq($$select agent_id from agent_deliveries$$, array[test.agent('alpha spare'), test.agent('alpha third')],
              'a message to all is for the agents of the tenant but the sender, and none that was deleted');
select is(test.claim(1, 'alpha spare') || ' ' || test.claim(1, 'alpha third') || ' ' || test.claim(1, 'alpha spare'), 'all all ', 'each gets it once');
select is(test.ask(test.session('alpha', 'operator'), format('select from api.settle_message(%L, null, ''acknowledge'', null)', m.id)),
          'MU422 is required of a message to all agents', 'who acknowledges it is to be said') from agent_messages m;
select test.settle('all', 'acknowledge', 'alpha spare') \g /dev/null
select is(test.stands('all'), 'delivered 1', 'while one has not acknowledged it, it is delivered');
select test.settle('all', 'acknowledge', 'alpha third') \g /dev/null
select is(test.stands('all'), 'acknowledged 1', 'when all have, it is acknowledged');
select throws_ok($$select test.send('gone', recipient => 'alpha gone')$$, 'MU422', 'there is no such agent', 'one that was deleted gets none');
select throws_ok($$select test.send('gone', sender => 'alpha gone')$$, 'MU422', 'there is no such agent', 'and sends none');
update agents set deleted_at = now() where tenant_id = test.tenant('alpha') and id <> test.agent('alpha');
select test.send('nobody', recipient => null, sender => 'alpha') \g /dev/null
select is((select status || ': ' || error from agent_messages where subject = 'nobody'), 'failed: there was no agent to get it', 'a message to all that nobody gets has failed');
select test.send('self', sender => 'alpha') \g /dev/null
select is(test.ask(test.session('alpha', 'viewer'), format('select string_agg(subject || direction, '','' order by subject) from api.agent_messages where agent_id = %L', test.agent('alpha'))),
          'allsent,nobodysent,selfreceived', 'an agent sees what it sent and what it gets, one to itself once');

-- ---------------------------------------------------------------- conversations, time

insert into agent_messages (tenant_id, id, recipient_id, type, reply_to)
select test.tenant('alpha'), app.uuid_at(now(), n), test.agent('alpha'), 'heartbeat', app.uuid_at(now(), before)
  from (values ('question', null), ('answer', 'question')) x (n, before);
select is((select count(*)::int from agent_messages where correlation_id = app.uuid_at(now(), 'question')::text), 2, 'an answer is of the conversation of its question');
insert into agent_messages (tenant_id, id, recipient_id, type, reply_to, correlation_id)
values (test.tenant('alpha'), app.uuid_at(now(), 'other'), test.agent('alpha'), 'heartbeat', app.uuid_at(now(), 'question'), 'another');
select is((select correlation_id from agent_messages where id = app.uuid_at(now(), 'other')), 'another', 'unless it says another');
select is(test.ask(test.session('beta', 'viewer'), format('select count(*) from api.conversation(%L)', app.uuid_at(now(), 'question'))), '0', 'others see none of it');

delete from agent_messages;
insert into agent_messages (tenant_id, id, recipient_id, type, subject, created_at, expires_at) values
  (test.tenant('alpha'), app.uuid_at(now() - interval '1 day', 'over'), test.agent('alpha'), 'heartbeat', 'over', now() - interval '1 day', now() - interval '1 hour');
select is(test.claim(1), '', 'what is over is not given');
select is(private.maintain_messages(), 1::bigint, 'and ends');
select is(test.stands('over'), 'expired 0', 'as expired');
select throws_ok(format('insert into agent_messages (tenant_id, recipient_id, type, expires_at) values (%L, %L, ''heartbeat'', now() - interval ''1 day'')',
                        test.tenant('alpha'), test.agent('alpha')), '23514', null, 'none is sent that is over already');

update tenants set settings = '{"retention_days": 30}' where id = test.tenant('alpha');
insert into agent_messages (tenant_id, id, recipient_id, type, subject, created_at)
select test.tenant('alpha'), app.uuid_at(now() - interval '40 days', n), test.agent('alpha'), 'heartbeat', n, now() - interval '40 days'
  from unnest(array['open', 'settled']) n;
select test.claim(10) \g /dev/null
select test.settle('settled', 'acknowledge') \g /dev/null
select is(private.maintain_messages(), 1::bigint, 'what is settled is kept as long as executions');
select is((select string_agg(subject, ' ' order by subject) from agent_messages), 'open over', 'what is not is kept');
select is((select count(*)::int from audit_log where noun = 'message'), 0, 'that is no act of anybody');
select test.act(test.session('alpha', 'admin'), 'delete from agent_messages') \g /dev/null
select is((select count(*)::int from audit_log where noun = 'message' and action = 'delete'), 2, 'but what an admin deletes is audited');

select finish();
rollback;
