-- The demo data: what it promises, once, with an overview that is right from the start.
\ir fixture.psql
select * from no_plan();

-- of an earlier load, where this database holds one
update tenants set slug = null where slug in ('harbour', 'quay');
update users set email = 'old-' || email where email ~ '@(harbour|quay).example$';

select set_config('muster.demo_hash', '$argon2id$demo', true) \g /dev/null
\ir ../../sql/seed/demo.sql
\ir ../../sql/seed/demo_agents.sql
\ir ../../sql/seed/demo_tasks.sql
\ir ../../sql/seed/demo_messages.sql
set local search_path = public, tap;

create temporary view demo as select t.id from tenants t where t.slug in ('harbour', 'quay');

select is((select count(*)::int from demo), 2, 'two tenants');
select is((select count(*)::int from agents join demo on demo.id = tenant_id), 40, 'forty agents');
select is((select count(*)::int from executions join demo on demo.id = tenant_id), 100000, 'a hundred thousand executions');
select ok((select min(app.uuid_time(e.id)) between now() - interval '60 days 1 hour' and now() - interval '59 days' and max(app.uuid_time(e.id)) <= now()
             from executions e join demo on demo.id = e.tenant_id), 'of sixty days');
select is_empty($$select a.name from agents a join demo on demo.id = a.tenant_id
                   where not exists (select from agent_capabilities c where c.agent_id = a.id)$$, 'each agent can do something');
select bag_eq($$select email, role, password_hash from users u join memberships m on m.user_id = u.id join tenants t on t.id = m.tenant_id
                 where t.slug = 'harbour'$$,
              $$select r || '@harbour.example' as email, r as role, '$argon2id$demo' as hash from unnest(array['owner', 'admin', 'operator', 'viewer']) r$$,
              'a user of each role');
select cmp_ok((select count(*)::int from execution_steps s join demo on demo.id = s.tenant_id), '>', 9000, 'steps of the newest runs');
select is_empty($$select s.* from execution_steps s join demo on demo.id = s.tenant_id
                   left join executions e on (e.tenant_id, e.id) = (s.tenant_id, s.execution_id) where e.id is null$$, 'steps belong to runs');
select is_empty($$select * from execution_steps s join demo on demo.id = s.tenant_id where greatest(s.started_at, s.completed_at) > now()$$,
                'no step is of the future');
select is_empty($$select e.title from executions e join demo on demo.id = e.tenant_id where greatest(e.started_at, e.completed_at) > now()$$,
                'nor has a run ended there');
select is_empty($$select e.id from executions e join demo on demo.id = e.tenant_id join execution_steps s on s.execution_id = e.id
                   where e.status = 'failed' group by e.id having not bool_or(s.status = 'failed')$$, 'a failed run has a failed step');
select is_empty($$select e.id from executions e join demo on demo.id = e.tenant_id where e.status in ('failed', 'timeout') and e.error is null$$,
                'a failed run says why');
select is((select string_agg(distinct status, ',' order by status) from executions e join demo on demo.id = e.tenant_id),
          'cancelled,completed,failed,paused,pending,running,timeout', 'every status is there');
select is((select sum(pending + running + paused + completed + failed + cancelled + timeout)::int from rollups r join demo on demo.id = r.tenant_id
            where grain = 'all'), 100000, 'all are in the rollups');
select is((select row(sum(failed), sum(tokens), sum(cost_micros))::text from rollups r join demo on demo.id = r.tenant_id where grain = 'day'),
          (select row(count(*) filter (where status = 'failed'), sum(tokens), sum(cost_micros))::text from executions e join demo on demo.id = e.tenant_id),
          'with what they cost');
select is((select count(*)::int from changes c join demo on demo.id = c.tenant_id), 0, 'and nothing is left to be folded');

-- flows are published, too; that changes agents, so they are drawn behind the counting
\ir ../../sql/seed/demo_flows.sql
\ir ../../sql/seed/demo_blueprints.sql
set local search_path = public, tap;

-- as in another transaction
do $$
declare
  made text;
begin
  for made in select relname from pg_class where relnamespace = pg_my_temp_schema() and relname ~ '^demo_' and relkind = 'r' loop
    execute format('drop table pg_temp.%I', made);
  end loop;
end
$$;
\ir ../../sql/seed/demo.sql
set local search_path = public, tap;
select is((select count(*)::int from executions join demo on demo.id = tenant_id), 100000, 'a second time changes nothing');

select set_eq($$select distinct t.status from tasks t join demo on demo.id = t.tenant_id$$,
              array['pending', 'in_progress', 'completed', 'failed', 'cancelled'], 'a task in every column of the board');
select is_empty($$select t.title from tasks t join demo on demo.id = t.tenant_id where t.agent_id is null and t.assignee_id is null$$,
                'each for an agent or a member');
select is_empty($$select t.title from tasks t join demo on demo.id = t.tenant_id join task_dependencies d on d.task_id = t.id
                   join tasks o on o.id = d.depends_on_id where t.status = 'in_progress' and o.status <> 'completed'$$,
                'none has begun before what it depends on');

select set_eq($$select distinct b.kind || b.is_public from blueprints b join demo on demo.id = b.tenant_id$$,
              array['agenttrue', 'agentfalse', 'workflowtrue'], 'blueprints of both kinds, one of them private');
select ok(b.rating between 1 and 5, 'a blueprint with reviews has their mean as its rating')
  from blueprints b join demo on demo.id = b.tenant_id where b.reviews_count > 0;
select set_eq($$select distinct m.status from agent_messages m join demo on demo.id = m.tenant_id$$,
              array['pending', 'delivered', 'acknowledged', 'failed', 'expired'], 'messages that stand in every way');
select is_empty($$select m.subject from agent_messages m join demo on demo.id = m.tenant_id
                   join agent_messages a on a.id = m.reply_to where a.correlation_id <> m.correlation_id$$,
                'answers are of the conversation of what they answer');

select finish();
rollback;
