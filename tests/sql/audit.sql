-- The audit log: who, what, before and after, without secrets; written by triggers alone.
\ir fixture.psql
select * from no_plan();
delete from audit_log;

create function test.log(wanted text) returns setof text language sql as $$
  select row(l.action, l.noun, u.name, l.success, l.before, l.after)::text
    from audit_log l left join users u on u.id = l.actor
   where l.noun = wanted and l.tenant_id = test.tenant('alpha') order by l.id
$$;
create function test.act_in_turn(variadic statements text[]) returns void language plpgsql as $$
declare
  statement text;
begin
  foreach statement in array statements loop
    perform test.act(test.session('alpha', 'admin'), statement);
  end loop;
end
$$;

select test.act_in_turn(
  'insert into projects (name, configuration) values (''Q'', ''{"limit": 3, "apiKey": "k1", "deep": [{"client_secret": "k2", "maxTokens": 5}],
     "headers": [{"key": "Authorization", "value": "k3"}, {"key": "Accept", "value": "x"}]}'')',
  'update projects set configuration = jsonb_set(configuration, ''{apiKey}'', ''"k4"''), version = version + 1 where name = ''Q''',
  'update projects set name = ''R'', version = version + 1 where name = ''Q''',
  'update projects set version = version + 1 where name = ''R''',
  'delete from projects where name = ''R''') \g /dev/null

select is((select array_agg(split_part(l, ',', 1)) from test.log('project') l), array['(create', '(update', '(update', '(delete'], 'an edit that changes nothing leaves no trace');
select is((select l from test.log('project') l offset 2 limit 1), '(update,project,Admin,t,"{""name"": ""Q""}","{""name"": ""R""}")', 'changed members only');
select is((select after -> 'configuration' from audit_log where action = 'create' and noun = 'project'),
  '{"limit": 3, "apiKey": "***", "deep": [{"client_secret": "***", "maxTokens": 5}], "headers": [{"key": "Authorization", "value": "***"}, {"key": "Accept", "value": "x"}]}'::jsonb,
  'secrets are masked by their names, at any depth');
select is_empty($$select id from audit_log where concat(before, after) ~ 'k[1-4]"'$$, 'and nowhere told');
select is(app.mask_members(source, '{name,configuration,apiKey}', '{}'), masked, why) from (values
  ('{"configuration": {"a": [{"name": "password", "value": "k5"}]}}'::jsonb,
   '{"configuration": {"a": [{"name": "password", "value": "***"}]}}'::jsonb, 'a pair that is named like one'),
  ('{"name": "My token", "configuration": {"a": ["cookie", {"b": "secret"}]}}',
   '{"name": "My token", "configuration": {"a": ["cookie", {"b": "secret"}]}}', 'a text about secrets is none'),
  ('{"apiKey": {"a": ["k6", 5]}, "other": 1}', '{"apiKey": {"a": ["***", 5]}}', 'all that is below such a name'),
  ('{"configuration": {"a": [[], {}, null]}}', '{"configuration": {"a": [[], {}, null]}}', 'what names none stays as it is')
) c (source, masked, why);
select is((select before #>> '{configuration,apiKey}' from audit_log where action = 'update' and before ? 'configuration'), '***', 'that one changed is seen');

select test.act_in_turn('insert into api_keys (name, hash, prefix, role) values (''Night'', sha256(''night''), ''mst_abc'', ''operator'')',
  'update api_keys set revoked_at = now(), version = version + 1 where name = ''Night''') \g /dev/null
select is((select after ->> 'hash' from audit_log where noun = 'apiKey' and action = 'create'), '***', 'the hash of a key is not told');
update api_keys set last_used_at = now() where name = 'Key';
select is((select count(*)::int from audit_log where noun = 'apiKey'), 2, 'its use is no edit');
select is(test.act(sha256('key alpha'), format('update agents set category = ''c'' where id = %L', test.agent('alpha'))), '1', 'what a key does');
select is(test.ask(test.session('alpha', 'admin'), 'select row(a.*)::text from api.audit_log l, api.audit_changes(l.id) a where noun = ''agent'''),
          '(category,"",0,c,1)', 'its change, for people');
select is(test.ask(test.session('alpha', 'admin'), 'select row(kind, key_name, actor_name, row_name)::text from api.audit_log where noun = ''agent'''),
          '(key,Key,Admin,"Agent of alpha")', 'is told from what its maker does');

select test.act_in_turn(format('insert into flowcharts (agent_id, nodes) values (%L, ''[{"id": "secret-of-graph"}]'')', test.agent('alpha')),
  'update flowcharts set nodes = ''[]''') \g /dev/null
select is((select array_agg(l) from test.log('flowchart') l offset 0)[2], '(update,flowchart,Admin,t,"{""version"": 1, ""node_count"": 1}","{""version"": 2, ""node_count"": 0}")',
          'a graph is told by its version');
select is_empty($$select id from audit_log where after::text ~ 'secret-of-graph'$$, 'not by its content');

update memberships set role = 'operator' where tenant_id = test.tenant('alpha') and user_id = test.user('alpha', 'viewer');
select is((select array_agg(l) from test.log('member') l), array['(update,member,,t,"{""role"": ""viewer""}","{""role"": ""operator""}")'], 'roles of members');

delete from audit_log;
select is((select session_id is not null from private.sign_in_end('owner@alpha.example', test.user('alpha', 'owner'), true, sha256('new'), '192.0.2.1', 'Browser')), true, 'a sign-in');
select is((select wait_s from private.sign_in_end('owner@alpha.example', test.user('alpha', 'owner'), false, sha256('no'), '192.0.2.2', null)), 0, 'one that fails');
select is(private.sign_out(sha256('new')), true, 'a sign-out');
select is(private.set_password('owner@alpha.example', '$new hash'), true, 'a password');
select results_eq($$select action, noun, success, host(address) from audit_log where row_id <> test.user('alpha', 'owner') or noun = 'user' order by id$$,
  $$values ('sign-in', 'session', true, '192.0.2.1'), ('sign-in', 'user', false, '192.0.2.2'), ('sign-out', 'session', true, '192.0.2.1'),
           ('change-password', 'user', true, null), ('sign-out', 'session', true, null)$$, 'are all told, with what followed');
select is_empty($$select id from audit_log where concat(before, after) ~ 'hash'$$, 'no hash is');
select is((select count(distinct tenant_id)::int from audit_log), 1, 'to the tenants of the user alone');
select is((select actor from audit_log where action = 'sign-in' and success), test.user('alpha', 'owner'), 'who signs in is who did it');

delete from audit_log;
select test.act_in_turn(format('insert into executions (agent_id) values (%L)', test.agent('alpha')), format('select from api.touch_heartbeat(%L)', test.agent('alpha')),
  'update user_settings set theme = ''dark''') \g /dev/null
select is((select count(*)::int from audit_log), 0, 'runs, heartbeats and looks are not audited');

update agents set name = 'X' where id = test.agent('beta');
select is(test.ask(test.session('alpha', 'admin'), 'select count(*) from api.audit_log'), '0', 'another tenant''s log is not seen');
select is(test.ask(test.session('beta', 'admin'), 'select count(*) from api.audit_log'), '1', 'admins read their own');
select is(test.ask(test.session('beta', 'operator'), 'select count(*) from api.audit_log'), '0', 'operators do not');
select is(test.try(test.session('beta', 'owner'), statement), '42501', 'nobody may: ' || statement)
  from unnest(array['insert into audit_log (action, noun) values (''x'', ''y'')', 'update audit_log set actor = null', 'delete from audit_log']) statement;

select finish();
rollback;
