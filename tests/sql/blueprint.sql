-- Blueprints: what is frozen, what others see of it, and what is made of it.
\ir fixture.psql
select * from no_plan();

update agents set configuration = '{"model": "m", "apiKey": "sk-1234", "headers": [{"key": "Authorization", "value": "Bearer x"}], "maxTokens": 5}',
       description = 'Reads', category = 'Desk', tags = '{a,b}' where id = test.agent('alpha');
insert into flowcharts (tenant_id, agent_id, nodes, connections)
values (test.tenant('alpha'), test.agent('alpha'), '[{"id": "1", "config": {"token": "t"}}]', '[]');
insert into agent_capabilities (tenant_id, agent_id, name) values (test.tenant('alpha'), test.agent('alpha'), 'Read');
insert into workflows (tenant_id, id, name, nodes, variables) values
  (test.tenant('alpha'), app.uuid_at('2026-01-01', 'flow'), 'Flow', '[{"id": "1"}]', '[{"name": "password", "value": "secret"}]');

create function test.publish(role text, source text, open boolean default false) returns text language sql as $$
  select test.act(test.session('alpha', role), format('insert into blueprints (%s, is_public) values (%L, %L)',
    source || '_id', case source when 'agent' then test.agent('alpha') else app.uuid_at('2026-01-01', 'flow') end, open))
$$;

select is(test.publish('operator', 'agent'), '1', 'an operator publishes an agent');
select is(test.publish('operator', 'workflow'), '1', 'or a workflow');
select throws_ok($$select test.publish('operator', 'agent', true)$$, '42501', null, 'but not for all organisations');
reset role;
select is((select row(kind, name, description, category)::text from blueprints where kind = 'agent'), '(agent,"Agent of alpha",Reads,Desk)', 'it says of itself what its source does');
select is((select definition #> '{agent,configuration}' from blueprints where kind = 'agent'),
          '{"model": "m", "apiKey": "***", "headers": [{"key": "Authorization", "value": "***"}], "maxTokens": 5}', 'of secrets only that they are there');
select is((select definition #>> '{flowchart,nodes,0,config,token}' from blueprints where kind = 'agent'), '***', 'also in the flowchart');
select is((select definition #>> '{workflow,variables,0,value}' from blueprints where kind = 'workflow'), '***', 'and in variables');
update agents set description = 'Writes' where id = test.agent('alpha');
select is((select definition #>> '{agent,description}' from blueprints where kind = 'agent'), 'Reads', 'it stays as it was published');

select is(test.try(test.session('alpha', 'operator'), format('insert into blueprints (agent_id) values (%L)', test.agent('beta'))), 'MU422', 'an agent of another tenant is not published');
select is(test.try(test.session('alpha', 'operator'), 'insert into blueprints (name) values (''x'')'), 'MU422', 'nor nothing');
update agents set deleted_at = now() where id = test.agent('alpha spare');
select is(test.try(test.session('alpha', 'operator'), format('insert into blueprints (agent_id) values (%L)', test.agent('alpha spare'))), 'MU422', 'nor one that was deleted');

-- ---------------------------------------------------------------- public

select is(test.ask(test.session('beta', 'viewer'), 'select count(*) from public_blueprints'), '0', 'a private one is for nobody else');
select is(test.act(test.session('alpha', 'admin'), 'update blueprints set is_public = true where kind = ''agent'''), '1', 'an admin makes it public');
select is(test.ask(test.session('beta', 'viewer'), 'select publisher || name from api.public_blueprints'), 'AlphaAgent of alpha', 'then all see it, and whose it is');
select is(test.ask(test.session('beta', 'viewer'), 'select count(*) from blueprints'), '0', 'but not the row of the other tenant');
select is(test.ask(null, 'select count(*) from public_blueprints'), '0', 'who has not signed in sees none');
select is(test.try(test.session('beta', 'owner'), c), '42501', 'nobody writes it: ' || c)
  from unnest(array['delete from public_blueprints', 'update public_blueprints set name = ''x''', 'insert into public_blueprints (id) values (uuid_v7())']) c;
select is(test.try(test.session('alpha', 'operator'), 'update blueprints set name = ''x'' where is_public'), '42501', 'an operator does not change what is public');
select test.act(test.session('alpha', 'admin'), 'update blueprints set name = ''Reader'', version = version + 1 where is_public') \g /dev/null
select is((select name from public_blueprints), 'Reader', 'what changes, changes for all');

-- ---------------------------------------------------------------- installed

select test.act(test.session('beta', 'operator'), format('select from api.install_blueprint(%L, %L, null)', b.id, app.uuid_at('2026-01-01', 'made'))) from blueprints b where b.is_public \g /dev/null
select is((select row(tenant_id, name, status, category, tags, configuration ->> 'apiKey')::text from agents where id = app.uuid_at('2026-01-01', 'made')),
          format('(%s,Reader,paused,Desk,"{a,b}",***)', test.tenant('beta')), 'an agent is made of it, which waits for a look');
select is((select nodes #>> '{0,id}' from flowcharts where agent_id = app.uuid_at('2026-01-01', 'made')), '1', 'with its flowchart');
select is((select count(*)::int from agent_capabilities where agent_id = app.uuid_at('2026-01-01', 'made')), 1, 'and what it can do');
select is((select b.downloads || ' ' || p.downloads from blueprints b join public_blueprints p using (id)), '1 1', 'it is counted');
select is(test.ask(test.session('beta', 'operator'), format('select count(*) from api.install_blueprint(%L, uuid_v7(), null)', b.id)), '0', 'a private one is not there for others')
  from blueprints b where not b.is_public;
select is(test.ask(test.session('alpha', 'operator'), format('select kind || name from api.install_blueprint(%L, uuid_v7(), ''Mine'')', b.id)), 'workflowMine', 'but for its own tenant')
  from blueprints b where not b.is_public;
select is(test.try(test.session('beta', 'viewer'), format('select from api.install_blueprint(%L, uuid_v7(), null)', b.id)), '42501', 'a viewer installs nothing')
  from blueprints b where b.is_public;

select test.act(test.session('alpha', 'admin'), 'update blueprints set is_public = false') \g /dev/null
select is((select count(*)::int from public_blueprints), 0, 'what is private again is seen by nobody else');
select test.act(test.session('alpha', 'admin'), 'update blueprints set is_public = true') \g /dev/null
select is(test.act(test.session('alpha', 'admin'), 'delete from blueprints'), '2', 'they are taken back');
select is((select count(*)::int from public_blueprints), 0, 'for all');
select is((select count(*)::int from agents where id = app.uuid_at('2026-01-01', 'made')), 1, 'what was made of them stays');

select finish();
rollback;
