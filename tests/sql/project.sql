-- Projects: what their pages show of their agents and workflows, and what filters offer.
\ir fixture.psql
select * from no_plan();

create function test.project(wanted text) returns uuid language sql as $$
  select id from projects where tenant_id = test.tenant('alpha') and name = wanted
$$;
create function test.made(wanted text) returns uuid language sql as $$
  select id from agents where tenant_id = test.tenant('alpha') and name = wanted
$$;
create function test.viewed(query text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), format('select string_agg(x::text, '' '') from (%s) x', query))
$$;

insert into projects (tenant_id, name, active) values
  (test.tenant('alpha'), 'Full', true), (test.tenant('alpha'), 'Idle', true), (test.tenant('alpha'), 'Over', false);
insert into agents (tenant_id, name, project_id)
select test.tenant('alpha'), n, test.project('Full') from unnest(array['One', 'Two', 'Gone']) n;
insert into agents (tenant_id, name) values (test.tenant('alpha'), 'Other');
insert into workflows (tenant_id, name, project_id) values (test.tenant('alpha'), 'Flow', test.project('Full'));
update agents set deleted_at = now() where id = test.made('Gone');

-- ---------------------------------------------------------------- tasks

insert into tasks (id, tenant_id, title, status, agent_id)
select app.uuid_at(now() - n * interval '1 minute', 'task' || n), test.tenant('alpha'), title, status, test.made(agent)
  from (values (1, 'new', 'pending', 'One'), (2, 'under way', 'in_progress', 'Two'), (3, 'done', 'completed', 'One'),
               (4, 'of another', 'pending', 'Other'), (5, 'of one deleted', 'pending', 'Gone')) t (n, title, status, agent);
select is(test.viewed(format('select title, agent_name from api.project_tasks(%L)', test.project('Full'))),
          '(new,One) ("under way",Two)', 'its open tasks are those of its agents, newest first');
select is(test.viewed(format('select title from api.project_tasks(%L)', test.project('Idle'))), null, 'a project without agents has none');

insert into tasks (tenant_id, title, agent_id) select test.tenant('alpha'), n::text, test.made('Two') from generate_series(1, 40) n;
select is(test.viewed(format('select count(*) from api.project_tasks(%L)', test.project('Full'))), '(21)', 'a page of them, and one more');

-- ---------------------------------------------------------------- executions

insert into executions (id, tenant_id, title, agent_id, workflow_id)
select app.uuid_at(now() - n * interval '1 minute', 'run' || n), test.tenant('alpha'), title,
       (select a.id from agents a where a.tenant_id = test.tenant('alpha') and a.name = agent),
       (select w.id from workflows w where w.tenant_id = test.tenant('alpha') and w.name = flow)
  from (values (1, 'alone', 'One', null), (2, 'by flow', null, 'Flow'), (3, 'both', 'Two', 'Flow'), (4, 'not its own', 'Other', null)) t (n, title, agent, flow);
select is(test.viewed(format('select title, agent_name, workflow_name from api.project_executions(%L)', test.project('Full'))),
          '(alone,One,) ("by flow",,Flow) (both,Two,Flow)', 'its executions are those of its agents and workflows, each once, newest first');
select is(test.ask(test.session('beta', 'owner'), format('select count(*) from api.project_executions(%L)', test.project('Full'))),
          '0', 'another tenant sees none of them');

-- ---------------------------------------------------------------- choices

select is(test.viewed('select word from api.filter_choices(''{projectId}'')'), '(Full) (Idle) (Over) (P)', 'a filter offers all of them');
select is(test.viewed('select word from api.filter_choices(''{}'')'), null, 'and nothing that is not asked for');

select finish();
rollback;
