-- Retention: old months go whole, rows where a tenant keeps less; neighbours and totals stay.
\ir fixture.psql
select * from no_plan();

-- months of a year that nothing else has, and some before this one
set local role muster_owner;
select private.make_partitions('2019-10-01', '2019-12-01'), private.make_partitions(now() - interval '3 months', now()) \g /dev/null
reset role;
create function test.run(tenant text, at timestamptz, status text) returns uuid language plpgsql as $$
declare
  made constant uuid := app.uuid_at(at, concat(tenant, at, status));
begin
  insert into executions (tenant_id, id, agent_id, status) values (test.tenant(tenant), made, test.agent(tenant), status);
  insert into execution_steps (tenant_id, execution_id, node_id) values (test.tenant(tenant), made, 'n');
  insert into execution_logs (tenant_id, execution_id, message) values (test.tenant(tenant), made, 'm');
  insert into aliases (tenant_id, kind, alias, id) values (test.tenant(tenant), 'execution', made::text, made);
  return made;
end
$$;
delete from execution_logs; delete from execution_steps; delete from executions; delete from changes;
update settings set value = '0' where name = 'retention_days';

create temporary table runs as
select t.t as tenant, r.age, r.at, r.status, test.run(t.t, r.at, r.status) as id
  from unnest(array['alpha', 'beta']) t (t)
 cross join (values ('ancient', '2019-10-31 23:59:59.999+00'::timestamptz, 'completed'), ('ancient', '2019-11-15 00:00:00+00', 'running'),
                    ('month', now() - interval '40 days', 'failed'), ('month', now() - interval '40 days', 'pending'),
                    ('new', now() - interval '1 hour', 'completed')) r (age, at, status);
create function test.left_of(tenant text) returns text language sql as $$
  select string_agg(concat(r.age, ' ', e.status), ', ' order by r.at, e.status) from runs r join executions e on e.id = r.id where r.tenant = left_of.tenant
$$;
create function test.orphans() returns bigint language sql as $$
  select count(*) from (select execution_id from execution_steps union all select execution_id from execution_logs
                        union all select id from aliases where kind = 'execution') c (id) where not exists (select from executions e where e.id = c.id)
$$;
-- folded and not: the sum is what pages show
create function test.totals() returns text language sql as $$
  select row(sum(pending), sum(running), sum(completed), sum(failed), sum(cancelled))::text from app.change_counts where tenant_id = test.tenant('alpha')
$$;

select is(private.maintain_retention(), 0::bigint, 'nothing is removed where nothing is set');
select is(test.left_of('alpha'), 'ancient completed, ancient running, month failed, month pending, new completed', 'all are there');
select is(test.totals(), '(1,1,2,1,0)', 'and counted');

update settings set value = (current_date - '2019-12-02'::date)::text where name = 'retention_days';
select is(private.maintain_retention(), 4::bigint, 'months that are too old go');
select is(test.left_of(t), 'month failed, month pending, new completed', t || ': the newer ones stay') from unnest(array['alpha', 'beta']) t;
select hasnt_table('public'::name, (t || '_2019_11')::name, t || ': the month is gone') from unnest(array['executions', 'execution_steps', 'execution_logs']) t;
select has_table('public'::name, (t || '_2019_12')::name, t || ': one that is not over stays') from unnest(array['executions', 'execution_steps', 'execution_logs']) t;
select is(test.totals(), '(1,0,2,1,1)', 'what was open is counted as cancelled, and the others still');
select is(test.orphans(), 0::bigint, 'steps, logs and names went with their runs');
select is(private.maintain_retention(), 0::bigint, 'a second time nothing is left to do');

update tenants set retention_days = 30 where id = test.tenant('alpha');
select is(private.maintain_retention(), 1::bigint, 'a tenant may keep less');
select is(test.left_of('alpha'), 'month pending, new completed', 'of what has ended');
select is(test.left_of('beta'), 'month failed, month pending, new completed', 'its neighbour keeps all');
select is(test.totals(), '(1,0,2,1,1)', 'totals stay');
select is(test.orphans(), 0::bigint, 'nothing is left behind');

update executions set status = 'completed' where tenant_id = test.tenant('beta');
select is(private.trim_executions(test.tenant('beta'), now(), 2), 2::bigint, 'so many at a time');
select is(test.left_of('beta'), 'new completed', 'the oldest first');
select is(test.try(test.session('alpha', 'owner'), 'select private.maintain_retention()'), '42501', 'servers do not remove');
select is(app.retention_days(s), d, s || ' days') from (values ('7', 7), ('0', null), ('', null), ('-1', null), ('1e9', null)) x (s, d);

select finish();
rollback;
