-- Imports: the same again changes nothing, another content does; jobs whose process is gone.
\ir fixture.psql
select * from no_plan();

create function test.import(what text, content text) returns text language plpgsql as $$
declare
  made record;
begin
  if what = 'flowchart' then
    select * into made from api.import_flowchart(test.tenant('alpha'), 'n8n', 'f', null, test.agent('alpha'), content::jsonb);
    return made.outcome || ' ' || (made.id = (select f.id from flowcharts f where f.agent_id = test.agent('alpha')));
  end if;
  execute format('select outcome from api.import_%s($1, ''n8n'', ''old 1'', ''2024-05-06 07:08:09+00'', $2)', what)
     into made using test.tenant('alpha'), content::jsonb;
  return made.outcome;
end
$$;
create function test.stamp() returns text language sql as $$
  select md5(string_agg(r, '|' order by r)) from (
    select a::text || a.xmin::text from agents a union all select w::text || w.xmin::text from workflows w
    union all select f::text || f.xmin::text from flowcharts f union all select i::text from import_ids i
    union all select id::text from audit_log union all select x::text from aliases x
    union all select v.version::text || v.workflow_id from workflow_versions v) t (r)
$$;

select is(test.import('workflow', '{"name": "Mail", "format": "n8n", "nodes": [{"id": 1e2}], "tags": ["a", "b"]}'), 'created', 'a workflow comes');
select is(test.import('agent', '{"name": "Mailer", "configuration": {"n": 12345678901234567890.5}}'), 'created', 'an agent');
select is(test.import('flowchart', '{"nodes": [{"id": "a"}], "extra": {"q": null}}'), 'created true', 'and a flowchart of one');
select is((select row(w.id = a.id, app.uuid_time(w.id), w.created_at, w.node_count, w.tags, w.description)::text from workflows w, agents a
            where w.name = 'Mail' and a.name = 'Mailer'),
  (select row(false, t, t, 1, '{a,b}'::text[], '')::text from (values ('2024-05-06 07:08:09+00'::timestamptz)) v (t)), 'as of the time they were made');
select is((select id from aliases where kind = 'workflow' and alias = 'old 1'), (select id from workflows where name = 'Mail'), 'the old id opens it');

create temporary table before as select test.stamp() as stamp;
select is(test.import('workflow', '{"tags": ["a", "b"], "nodes": [{"id": 100}], "format": "n8n", "name": "Mail"}'), 'unchanged', 'the same again, in another order');
select is(test.import('agent', '{"name": "Mailer", "configuration": {"n": 12345678901234567890.5}}'), 'unchanged', 'the same agent');
select is(test.import('flowchart', '{"nodes": [{"id": "a"}], "extra": {"q": null}}'), 'unchanged true', 'the same flowchart');
select is(test.stamp(), stamp, 'writes nothing') from before;

update workflows set description = 'edited here', version = version + 1 where name = 'Mail';
select is(test.import('workflow', '{"name": "Mail", "format": "n8n", "nodes": [{"id": 100}], "tags": ["a", "b"]}'), 'unchanged', 'nor over what was edited since');
select is(test.import('workflow', '{"name": "Mail 2", "format": "n8n", "nodes": [], "tags": []}'), 'updated', 'another content is an edit');
select is((select row(name, description, node_count, version)::text from workflows where created_at < '2025-01-01'), '("Mail 2","edited here",0,3)', 'of what it says');
select is(test.import('flowchart', '{"nodes": [{"id": "a"}, {"id": "b"}]}'), 'updated true', 'so with a flowchart');
select is((select row(node_count, version, extra)::text from flowcharts), '(2,2,{})', 'which is replaced');
select is((select count(*)::int from workflows), 1, 'nothing is there twice');
select is(test.try(test.session('beta', 'owner'), format('select from api.import_agent(%L, ''n8n'', ''x'', null, ''{"name": "X"}'')', test.tenant('alpha'))), '42501',
          'nobody imports into another tenant');
select is(test.try(test.session('alpha', 'viewer'), format('select from api.import_agent(%L, ''n8n'', ''x'', null, ''{"name": "X"}'')', test.tenant('alpha'))), '42501',
          'nor a viewer');
select is(test.try(test.session('alpha', 'operator'), format('select from api.import_agent(%L, ''n8n'', ''x'', null, ''{"name": "X"}'')', test.tenant('alpha'))), '1',
          'an operator does');

-- an agent that was deleted
update agents set deleted_at = now() where name = 'Mailer';
create function test.again(role text, content text) returns text language sql as $$
  select test.try(test.session('alpha', role), format(
    'select from api.import_agent(%L, ''n8n'', ''old 1'', ''2024-05-06 07:08:09+00'', %L::jsonb)', test.tenant('alpha'), content))
$$;
select is(test.again('operator', content), 'MU409', 'is not brought back by an operator who imports ' || what)
  from (values ('{"name": "Mailer", "configuration": {"n": 12345678901234567890.5}}', 'the same'), ('{"name": "Mailer 2"}', 'another one')) c (content, what);
select isnt((select deleted_at from agents where name = 'Mailer'), null, 'it stays deleted');
select is(test.again('admin', '{"name": "Mailer 2"}'), '1', 'but by an admin');
select is(test.import('agent', '{"name": "Mailer", "configuration": {"n": 12345678901234567890.5}}'), 'created', 'or a command');
select is((select deleted_at from agents where name = 'Mailer'), null, 'then it is there again');
delete from workflows;
select is((select count(*)::int from import_ids where kind = 'workflow'), 0, 'what is deleted is forgotten');
select is(test.import('workflow', '{"name": "Mail"}'), 'created', 'and may come again');

select is(test.import('agent', format('{"name": "Grouped", "project_id": %s}', to_json((select id from projects where tenant_id = test.tenant('alpha'))))), 'updated', 'a project is not of the document');
select is(test.import('agent', '{"name": "Grouped"}'), 'unchanged', 'so with another one, or none, it is the same');
select is((select project_id from agents where name = 'Grouped'), null, 'and what was there stays where it was');
select from api.import_agent(test.tenant('alpha'), 'n8n', 'new', null, jsonb_build_object('name', 'New', 'project_id', (select id from projects where tenant_id = test.tenant('alpha'))));
select is((select p.name from agents a join projects p on p.id = a.project_id where a.name = 'New'), 'P', 'what is new belongs to it');

-- ---------------------------------------------------------------- jobs

create function test.job(column_ text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), format('select %s::text from api.import_jobs', column_))
$$;
create function test.step(call text) returns text language plpgsql as $$
declare
  answer text;
begin
  execute format('select api.import_%s', replace(call, '$', format('%L, %L', test.tenant('alpha'), (select id from import_jobs)))) into answer;
  return answer;
end
$$;

select is(test.act(test.session('alpha', 'operator'), 'insert into import_jobs (file_name, file_size) values (''flows.json'', 42)'), '1', 'a job is made');
select is(test.job('row(status, is_lost, done)'), '(pending,f,0)', 'and waits');
select is(test.step('progress($, 1, 2)'), 'false', 'one that waits has no progress');
select is(test.step('begin($, 4711)'), 'true', 'a process takes it');
select is(test.step('begin($, 4712)'), 'false', 'another cannot');
select is(test.step('progress($, 3, 10)'), 'true', 'it goes on');
select is(test.job('row(status, done, total)'), '(running,3,10)', 'and is seen to');
update import_jobs set heartbeat_at = now() - interval '61 seconds';
select is(test.job('row(status, is_lost, error, completed_at is not null)'), '(failed,t,"the import was interrupted",t)', 'one whose process is gone has failed');
select is(test.step('progress($, 4, 10)'), 'true', 'one that was slow only');
select is(test.job('status'), 'running', 'is back');
savepoint running;
select is(test.step('end($, null, ''{"refused": []}'')'), 'true', 'it ends');
select is(test.job('row(status, report)'), '(completed,"{""refused"": []}")', 'with a report');
select is(test.act(test.session('alpha', 'operator'), 'select from api.cancel_import((select id from import_jobs), null) where changed'), '0', 'and is not cancelled any more');
rollback to running;
select is(test.step('end($, ''not JSON'', null)'), 'true', 'or it ends badly');
select is(test.job('row(status, error)'), '(failed,"not JSON")', 'and says why');
rollback to running;
select is(test.act(test.session('alpha', 'operator'), 'select from api.cancel_import((select id from import_jobs), null) where changed'), '1', 'or somebody cancels it');
select is(test.step('progress($, 5, 10)'), 'false', 'which its process learns');
select is(test.step('end($, null, null)'), 'false', 'and cannot undo');
select is(test.job('status'), 'cancelled', 'it stays so');
select is(test.job('report'), '{}', 'without a report');
select is(test.step('end($, null, ''{"imported": 2}'')'), 'false', 'but what was done before');
select is(test.job('row(status, report)'), '(cancelled,"{""imported"": 2}")', 'is told');
select is(test.ask(test.session('beta', 'owner'), 'select count(*) from api.import_jobs'), '0', 'another tenant sees nothing');

-- ---------------------------------------------------------------- what a page orders

create function test.order(session_ bytea, project text default 'null') returns text language sql as $$
  select test.ask(session_, format('select coalesce(max(has_session::text), ''none'')'
    ' from api.make_import(''a.json'', 7, 2, true, %s, sha256(random()::text::bytea))', project))
$$;

select is(test.order(test.session('alpha', 'operator')), 'true', 'a session orders an import, which has one of its own');
select is(test.order(sha256('key alpha')), 'false', 'so does a key, which needs none');
select alike(test.order(test.session('alpha', 'viewer')), '42501%', 'a viewer does not');
select alike(test.order(test.session('alpha', 'operator'), quote_literal((select id from projects where tenant_id = test.tenant('beta')))), '23503%',
             'nor into a project of another tenant');
select is(test.act(test.session('alpha', 'operator'), 'select from api.make_import(''a.json'', 7, 2, true, null, sha256(''job''))'), '1', 'it is made');
select is((select row(user_id, tenant_id, user_agent)::text from sessions where token_hash = sha256('job')),
          row(test.user('alpha', 'operator'), test.tenant('alpha'), 'Muster (an import)')::text, 'its session is of the one who ordered it');
select is(test.ask(sha256('job'), 'select auth.tenant()'), test.tenant('alpha')::text, 'and works in the same tenant');
insert into import_jobs (tenant_id, status) select test.tenant('alpha'), 'running' from generate_series(1, 3);
select is(test.order(test.session('alpha', 'operator')), 'none', 'a fifth at once is refused');
select is(test.order(test.session('beta', 'operator')), 'true', 'but not to another tenant');
update import_jobs set heartbeat_at = now() - interval '61 seconds';
select is(test.order(test.session('alpha', 'operator')), 'true', 'nor once they are gone');

select finish();
rollback;
