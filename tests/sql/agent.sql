-- Agents: what is left of one that was deleted, and what is not.
\ir fixture.psql
select * from no_plan();

insert into flowcharts (tenant_id, agent_id) select test.tenant('alpha'), test.agent(a) from unnest(array['alpha', 'alpha spare']) a;
insert into import_ids (tenant_id, source, kind, old_id, id, fingerprint)
values (test.tenant('alpha'), 'test', 'agent', 'old', test.agent('alpha'), sha256('old'));
create temporary table run as select id from executions where agent_id = test.agent('alpha');
delete from changes;
delete from audit_log;

create function test.delete(role text) returns text language sql as $$
  select test.act(test.session('alpha', role), format('update agents set deleted_at = now() where id = %L', test.agent('alpha')))
$$;
create function test.seen(query text, variadic arguments text[] default '{}') returns text language sql as $$
  select test.ask(test.session('alpha', 'admin'), format(query, variadic arguments))
$$;

select is(test.try(test.session('alpha', 'operator'), format('update agents set deleted_at = now() where id = %L', test.agent('alpha'))), '42501',
          'an operator deletes no agent');
select is(test.try(test.session('alpha', 'owner'), format('delete from agents where id = %L', test.agent('alpha'))), '42501',
          'nobody removes one, with all that refers to it');
select is(test.delete('admin'), '1', 'an admin deletes one');

-- ---------------------------------------------------------------- what is not

select is(test.seen('select string_agg(name, '','') from api.agents'), 'Spare of alpha', 'it is in no list');
select is(test.seen('select string_agg(name, '','') from app.agents_now()'), 'Spare of alpha', 'counted no more');
select is(test.seen('select total_agents from api.dashboard_stats()'), '1', 'not on the overview');
select is(test.seen('select api.touch_heartbeat(%L)', test.agent('alpha')::text), 'false', 'sends no heartbeats');
select is(test.seen('select count(*) from api.flowcharts where agent_id = %L', test.agent('alpha')::text), '0', 'its flowchart is not seen');
select is(test.seen('select r::text from api.change_flowchart(%L, null, ''{}'') r', test.agent('alpha')::text), '(f,f,)', 'nor changed');
select is(test.seen('select r::text from api.restore_flowchart(%L, 1, null) r', test.agent('alpha')::text), '(f,f,)', 'nor restored');
select is(test.seen('select api.make_flowchart(%L, uuid_v7(), ''{}'')', test.agent('alpha')::text), 'false', 'it gets no other');
select is(test.seen('select r::text from api.duplicate_flowchart(%L, %L, uuid_v7()) r', test.agent('alpha spare')::text, test.agent('alpha')::text), '(t,f)',
          'nor a copy');
select is(test.try(test.session('alpha', 'operator'), format('insert into executions (agent_id) values (%L)', test.agent('alpha'))), '23503',
          'it does not run again');
create function test.refused() returns text language plpgsql as $$
declare
  name text;
begin
  insert into executions (tenant_id, agent_id) values (test.tenant('alpha'), test.agent('alpha'));
exception when foreign_key_violation then
  get stacked diagnostics name = constraint_name;
  return name;
end
$$;
select is(test.refused(), 'execution_agent_is_of_the_same_tenant', 'for the same reason as one that never was');
select is_empty($$select alias from aliases where id = test.agent('alpha')$$, 'its other names are free');
select is_empty($$select old_id from import_ids where id = test.agent('alpha')$$, 'and those of stores');

-- ---------------------------------------------------------------- what is left

select is(test.seen('select agent_id || '' '' || agent_name from api.executions where id = %L', (select id::text from run)),
          test.agent('alpha') || ' Agent of alpha', 'its runs keep its id and name');
select is(test.act(test.session('alpha', 'operator'), format('update executions set status = ''completed'' where id = %L', (select id from run))), '1',
          'what it began may end');
select is((select string_agg(concat_ws(' ', kind, op, old_status, new_status), ', ' order by seq) from changes where tenant_id = test.tenant('alpha')),
          'agent delete active, execution update pending completed', 'listeners are told that it is gone');
select is(test.seen('select row(action, actor_name, row_name, before ->> ''name'', after)::text from api.audit_log where noun = ''agent'''),
          '(delete,Admin,"Agent of alpha","Agent of alpha",)', 'and the audit log by whom');
select is(test.seen('select target_id from api.audit_log where noun = ''agent'''), null, 'which leads nowhere');
delete from changes;
update agents set description = 'x' where id = test.agent('alpha');
select is_empty($$select id from changes$$, 'a change of what is gone is none');

-- ---------------------------------------------------------------- an import of it

create temporary table made as
select * from api.import_agent(test.tenant('alpha'), 'test', 'again', '2026-01-01', '{"name": "First"}');
update agents a set deleted_at = now(), instructions = 'old' from made m where a.id = m.id;
select is((select row(b.id = m.id, b.outcome)::text from made m,
             api.import_agent(test.tenant('alpha'), 'test', 'again', '2026-01-01', '{"name": "Second"}') b),
          '(t,created)', 'what is imported again is there again');
select is((select row(a.name, a.instructions, a.deleted_at)::text from agents a join made m using (id)), '(Second,"",)', 'as new');

select finish();
rollback;
