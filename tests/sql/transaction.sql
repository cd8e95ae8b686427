-- What takes more than one transaction: settings end with theirs, a fold waits for the
-- slowest writer, a repeated request for the first. What is made here stays in the scratch
-- database.
\set QUIET on
\pset format unaligned
\pset tuples_only on
set client_min_messages = warning;
create schema if not exists tap;
create extension if not exists pgtap with schema tap;
create extension if not exists dblink with schema tap;
set search_path = public, tap;
select plan(19);

-- connections of their own to this database, as the one who tests
create function pg_temp.connect(name text) returns text language sql as $$
  select dblink_connect(name, format('dbname=%s port=%s host=%s user=%s', current_database(), current_setting('port'),
           coalesce(nullif(split_part(current_setting('unix_socket_directories'), ',', 1), ''), 'localhost'),
           session_user))
$$;
create function pg_temp.run(name text, statement text) returns text language sql as $$
  select dblink_exec(name, statement)
$$;
create function pg_temp.get(name text, query text) returns text language sql as $$
  select x from dblink(name, query) r (x text)
$$;
create procedure pg_temp.wait_for_lock() language plpgsql as $$
begin
  while not exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') loop
    perform pg_stat_clear_snapshot();
  end loop;
end
$$;
-- all that were under way when this was called have ended, in any database: a fold waits for those
create procedure pg_temp.wait_for_writers() language plpgsql as $$
declare
  upto constant xid8 := pg_snapshot_xmax(pg_current_snapshot());
begin
  while pg_snapshot_xmin(pg_current_snapshot()) < upto loop
    null;
  end loop;
end
$$;
select pg_temp.connect(c) from unnest(array['a', 'b']) c \g /dev/null

select uuid_v7() as tenant, uuid_v7() as person, uuid_v7() as agent, uuid_v7() as token \gset
insert into tenants (id, name) values (:'tenant', 'Own');
insert into users (id, email) values (:'person', :'person' || '@own.example');
insert into memberships (tenant_id, user_id, role) values (:'tenant', :'person', 'owner');
insert into sessions (user_id, tenant_id, token_hash) values (:'person', :'tenant', sha256(:'token'));
insert into agents (tenant_id, id, name) values (:'tenant', :'agent', 'Agent');
select format('select role from auth.begin(sha256(%L), ''viewer'', false)', :'token') as enter,
       format('insert into executions (tenant_id, agent_id) values (%L, %L)', :'tenant', :'agent') as work,
       format('select sum(pending) from rollups where tenant_id = %L and grain = ''all''', :'tenant') as folded,
       'select total_executions from api.dashboard_stats()' as told \gset

-- ---------------------------------------------------------------- settings

select pg_temp.run('a', 'begin; set local role muster_web') \g /dev/null
select is(pg_temp.get('a', :'enter'), 'owner', 'auth.begin names the tenant');
select is(pg_temp.get('a', 'select count(*) from agents'), '1', 'whose rows are seen');
select pg_temp.run('a', 'commit; set role muster_web') \g /dev/null
select is(pg_temp.get('a', 'select count(*) from agents'), '0', 'after the transaction nothing is');
select is(pg_temp.get('a', format('select current_setting(%L, true)', 'muster.' || s)), '', s || ' is gone with it')
  from unnest(array['tenant', 'user_id', 'role', 'credential']) s;
select is(pg_temp.get('a', 'show transaction_read_only'), 'off', 'the next transaction may write');
select pg_temp.run('a', 'reset role') \g /dev/null

-- ---------------------------------------------------------------- the watermark

create function pg_temp.total() returns text language plpgsql as $$
declare
  answer text;
begin
  perform pg_temp.run('b', 'begin; set local role muster_web');
  perform pg_temp.get('b', current_setting('test.enter'));
  answer := pg_temp.get('b', current_setting('test.told'));
  perform pg_temp.run('b', 'commit');
  return answer;
end
$$;
select set_config('test.enter', :'enter', false), set_config('test.told', :'told', false) \g /dev/null

-- a slow writer begins first, a quick one is done before it
select pg_temp.run('a', 'begin; ' || :'work') \g /dev/null
select pg_temp.run('b', :'work') \g /dev/null
select private.maintain_fold() \g /dev/null
select is(pg_temp.get('b', :'folded'), null, 'what is above a running writer is not folded yet');
select is(pg_temp.total(), '1', 'but it is counted');
select pg_temp.run('a', 'commit') \g /dev/null
select is(pg_temp.total(), '2', 'the slow one counts as soon as it commits');
call pg_temp.wait_for_writers();
select cmp_ok(private.maintain_fold(), '>=', 2::bigint, 'then both are folded');
select is(pg_temp.get('b', :'folded') || ' ' || pg_temp.total(), '2 2', 'once');

select pg_temp.run('a', 'begin'), pg_temp.get('a', 'select private.maintain_fold()') \g /dev/null
select is(private.maintain_fold(), -1::bigint, 'one fold runs at a time');
select pg_temp.run('a', 'rollback') \g /dev/null

-- ---------------------------------------------------------------- the same request twice at once

select pg_temp.run(c, 'begin; set local role muster_web') from unnest(array['a', 'b']) c \g /dev/null
select pg_temp.get(c, :'enter') from unnest(array['a', 'b']) c \g /dev/null
select format('select api.idem_begin(''once'', ''f'', ''agent'', %L)::text', :'agent') as claim \gset
select pg_temp.get('a', :'claim') \g /dev/null
select dblink_send_query('b', :'claim') \g /dev/null
call pg_temp.wait_for_lock();
select is(dblink_is_busy('b'), 1, 'the second waits for the first');
select pg_temp.run('a', 'commit') \g /dev/null
select throws_ok($$select * from dblink_get_result('b') r (x text)$$, 'MU200', :'agent', 'and is then told what it made');

-- ---------------------------------------------------------------- two owners who end each other's ownership

select * from dblink_get_result('b') r (x text) \g /dev/null
select pg_temp.run('b', 'rollback') \g /dev/null
select uuid_v7() as other \gset
insert into users (id, email) values (:'other', :'other' || '@own.example');
insert into memberships (tenant_id, user_id, role) values (:'tenant', :'other', 'owner');
select format('update memberships set role = ''admin'' where tenant_id = %L and user_id = %L', :'tenant', :'other') as lower_other,
       format('update memberships set ended_at = now() where tenant_id = %L and user_id = %L', :'tenant', :'person') as end_first \gset
select pg_temp.run(c, 'begin') from unnest(array['a', 'b']) c \g /dev/null
select pg_temp.run('a', :'lower_other') \g /dev/null
select dblink_send_query('b', :'end_first') \g /dev/null
call pg_temp.wait_for_lock();
select is(dblink_is_busy('b'), 1, 'the second waits for the first');
select pg_temp.run('a', 'commit') \g /dev/null
select throws_ok($$select * from dblink_get_result('b') r (x text)$$, 'MU409',
                 'this is the last owner: make somebody else one first', 'and is told that it would be the last');
select * from dblink_get_result('b') r (x text) \g /dev/null
select pg_temp.run('b', 'rollback') \g /dev/null
select results_eq(format('select user_id from memberships where tenant_id = %L and role = ''owner'' and ended_at is null', :'tenant'),
                  format('select %L::uuid', :'person'), 'one owner stays');

select * from finish();
select dblink_disconnect(c) from unnest(array['a', 'b']) c \g /dev/null
