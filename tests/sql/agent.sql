-- Agents: what is left of one that was deleted, and what is not.
\ir fixture.psql
select * from no_plan();

insert into flowcharts (tenant_id, agent_id) select test.tenant('alpha'), test.agent(a) from unnest(array['alpha', 'alpha spare']) a;
insert into aliases (tenant_id, kind, alias, id)
select test.tenant('alpha'), 'agent', a, test.agent('alpha') from unnest(array['first', 'second']) a;
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
select is(test.seen('select target_id from api.audit_log where noun = ''agent'''), test.agent('alpha')::text, 'which leads to what is left');
select is(test.seen('select row(name, deleted_by_name, deleted_at is not null, deleted_by_id = auth.user_id())::text from api.deleted_agents'),
          '("Agent of alpha",Admin,t,t)', 'the deleted ones say when, and by whom');
delete from changes;
update agents set description = 'x' where id = test.agent('alpha');
select is_empty($$select id from changes$$, 'a change of what is gone is none');

-- ---------------------------------------------------------------- it is restored

delete from audit_log;
insert into aliases (tenant_id, kind, alias, id) values (test.tenant('alpha'), 'agent', 'second', test.agent('alpha spare'));
create function test.restore(if_match int, who text default 'admin') returns text language sql as $$
  select test.ask(test.session(case who when 'beta' then who else 'alpha' end, case who when 'beta' then 'admin' else who end),
                  format('select r::text from api.restore_agent(%L, %L) r', test.agent('alpha'), if_match))
$$;
select is(test.restore(null, 'beta'), null, 'another tenant finds none to restore');
select is(test.restore(7), '(t,f,1,deleted)', 'nor does who has another version of it');
select is(test.restore(1), '(t,t,2,active)', 'who knows the version may');
select is(test.act(test.session('alpha', 'admin'), format('select from api.restore_agent(%L, 1)', test.agent('alpha'))), '1', 'it is restored');
select is(test.restore(null), '(t,f,2,there)', 'once');
select is(test.seen('select string_agg(name, '','' order by name) from api.agents'), 'Agent of alpha,Spare of alpha', 'it is in the list');
select is(test.seen('select total_agents from api.dashboard_stats()'), '2', 'and on the overview');
select is(test.seen('select count(*) from api.deleted_agents'), '0', 'and is no deleted one');
select is(test.seen('select count(*) from api.flowcharts where agent_id = %L', test.agent('alpha')::text), '1', 'with its flowchart');
select is((select row(deleted_at, deleted_by, other_names)::text from agents where id = test.agent('alpha')), '(,,{})'::text, 'as if nothing had been');
select is((select string_agg(alias, ',' order by alias) from aliases where id = test.agent('alpha')), 'first,old', 'under the other names that are free still');
select is((select string_agg(concat_ws(' ', kind, op, old_status, new_status), ', ' order by seq) from changes where tenant_id = test.tenant('alpha')),
          'agent insert active', 'listeners are told that it is there');
select is(test.seen('select row(action, actor_name, row_name, before, after ->> ''name'')::text from api.audit_log where noun = ''agent'''),
          '(restore,Admin,"Agent of alpha",,"Agent of alpha")', 'and the audit log by whom');
select is(test.seen('select action || changed::text from api.audit_log where noun = ''agent'' and (changed && array[''deleted_by'', ''other_names''])'), null,
          'which does not tell how it was kept');
select is(test.act(test.session('alpha', 'operator'), format('insert into executions (agent_id) values (%L)', test.agent('alpha'))), '1', 'it runs again');

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
