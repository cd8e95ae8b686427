-- Saved views: whose they are, who sees them, how many there may be, and the one that a list
-- opens with.
\ir fixture.psql
select * from no_plan();

create function test.view(tenant text, role text, named text default 'Mine') returns uuid language sql as $$
  select id from saved_views
   where tenant_id = test.tenant(tenant) and user_id = test.user(tenant, role) and name = named
$$;

-- Everybody has a private view of that name; the operator shares another one.
insert into saved_views (tenant_id, user_id, noun, name, shared)
select test.tenant(t), test.user(t, 'operator'), 'agents', 'Ours', true from unnest(array['alpha', 'beta']) t;

-- ---------------------------------------------------------------- who may do what

-- who: the credential. what: of its owner, of another's that is private, shared, or of
-- another tenant. The expected counts are of rows; 42501 is a refusal.
create temporary table who (who text, credential bytea, seen text, shared_changed text);
insert into who values
  ('viewer', test.session('alpha', 'viewer'), '2', '0'),
  ('operator', test.session('alpha', 'operator'), '2', '1'),
  ('admin', test.session('alpha', 'admin'), '2', '1'),
  ('owner', test.session('alpha', 'owner'), '2', '1'),
  ('key', sha256('key alpha'), '1', '0');

select is(test.try(credential, 'select from saved_views'), seen,
          who || ' sees the own view and the one that is shared') from who;
select is(test.try(credential, format('update saved_views set name = name where id = %L',
                                      test.view('alpha', 'operator', 'Ours'))), shared_changed,
          who || ' renames a view of the operator that is shared') from who;
select is(test.try(credential, format('delete from saved_views where id = %L',
                                      test.view('alpha', 'operator', 'Ours'))), shared_changed,
          who || ' deletes it') from who;
select is(test.try(credential, format('update saved_views set name = name where id = %L',
                                      test.view('alpha', 'operator'))),
          case who when 'operator' then '1' else '0' end, who || ' renames the one that is not') from who;
select is(test.try(credential, format('delete from saved_views where id = %L',
                                      test.view('alpha', 'operator'))),
          case who when 'operator' then '1' else '0' end, who || ' deletes that') from who;
select is(test.try(credential, format('update saved_views set name = name where id = %L',
                                      test.view('beta', 'operator', 'Ours'))), '0',
          who || ' changes none of another tenant') from who;
select is(test.try(test.session('alpha', 'admin'), format('update saved_views set shared = false where id = %L',
                                                          test.view('alpha', 'operator', 'Ours'))), '42501',
          'an admin cannot hide what somebody shares');
select is(test.try(test.session('alpha', 'viewer'), 'update saved_views set noun = ''executions'''), '42501',
          'a view stays with its list');
select is(test.try(test.session('alpha', 'viewer'), 'update saved_views set place = 7'), '42501',
          'a place is not chosen');

-- ---------------------------------------------------------------- what it may hold

select is(test.try(test.session('alpha', 'viewer'),
                   'insert into saved_views (noun, name) values (''members'', ''New'')'), '23514',
          'a list without views has none');
select is(test.try(test.session('alpha', 'viewer'),
                   'insert into saved_views (noun, name) values (''agents'', ''Mine'')'), '23505',
          'a name is of one view of a list');
select is(test.try(test.session('alpha', 'viewer'),
                   'insert into saved_views (noun, name) values (''executions'', ''Mine'')'), '1',
          'and free in another list');
select is(test.ask(test.session('alpha', 'viewer'),
                   'select api.save_view(uuid_v7(), ''agents'', ''Mine'', '''', false)'), 'false',
          'saving under a name that is taken says so');
select is(test.ask(test.session('alpha', 'viewer'), format(
            'select is_taken || '' '' || changed from api.rename_view(%L, ''Mine'', false, null)',
            test.view('alpha', 'viewer'))), 'false true', 'a view may keep its name');
select is(test.ask(test.session('alpha', 'operator'), format(
            'select is_taken || '' '' || changed from api.rename_view(%L, ''Mine'', true, null)',
            test.view('alpha', 'operator', 'Ours'))), 'true false', 'and not take that of another one');
select is(test.ask(test.session('alpha', 'operator'), format(
            'select changed || '' '' || version from api.rename_view(%L, ''Else'', true, 7)',
            test.view('alpha', 'operator', 'Ours'))), 'false 1', 'nor change what was changed meanwhile');

-- ---------------------------------------------------------------- how many there are

select is(test.act(test.session('alpha', 'viewer'), $$
  insert into saved_views (noun, name) select 'agents', 'View ' || n from generate_series(2, 50) n
$$), '49', 'fifty views of a list are a person''s');
select is(test.try(test.session('alpha', 'viewer'),
                   'insert into saved_views (noun, name) values (''agents'', ''New'')'), '23514',
          'the next one is refused');
select is(test.try(test.session('alpha', 'viewer'),
                   'insert into saved_views (noun, name) values (''executions'', ''New'')'), '1',
          'another list has fifty of its own');
select is(test.act(test.session('alpha', 'viewer'), 'delete from saved_views where name = ''View 7'''), '1',
          'one goes');
select is(test.act(test.session('alpha', 'viewer'),
                   'insert into saved_views (noun, name) values (''agents'', ''New'')'), '1', 'and another comes');
select is((select place from saved_views where name = 'New' and user_id = test.user('alpha', 'viewer')), 7,
          'in its place');

-- ---------------------------------------------------------------- default

create function test.set_default(view uuid) returns text language sql as $$
  select format('insert into default_views (noun, view_id) select noun, id from saved_views where id = %L
                 on conflict (tenant_id, user_id, noun) do update set view_id = excluded.view_id', view)
$$;

select is(test.act(test.session('alpha', 'admin'), test.set_default(test.view('alpha', 'admin'))), '1',
          'a list opens with a view of one''s own');
select is(test.act(test.session('alpha', 'admin'), test.set_default(test.view('alpha', 'operator', 'Ours'))), '1',
          'or with one that is shared');
select is(test.ask(test.session('alpha', 'admin'), 'select string_agg(name, '','') from api.saved_views where is_default'),
          'Ours', 'there is one at a time');
select is(test.ask(test.session('alpha', 'owner'), 'select count(*) from api.saved_views where is_default'), '0',
          'it is nobody else''s');
select is(test.try(test.session('alpha', 'admin'), test.set_default(test.view('alpha', 'owner'))), '0',
          'a view that is not seen is not opened');
select is(test.try(test.session('alpha', 'admin'), test.set_default(test.view('beta', 'operator', 'Ours'))), '0',
          'nor one of another tenant');
select is(test.try(sha256('key alpha'), test.set_default(test.view('alpha', 'operator', 'Ours'))), '42501',
          'a key opens no lists');
select is(test.act(test.session('alpha', 'operator'), 'update saved_views set shared = false where name = ''Ours'''), '1',
          'who shares may stop it');
select is(test.ask(test.session('alpha', 'admin'), 'select count(*) from api.saved_views where is_default'), '0',
          'then it is no default of others');
select is(test.act(test.session('alpha', 'operator'), 'delete from saved_views where name = ''Ours'''), '1', 'it goes');
select is((select count(*) from default_views where tenant_id = test.tenant('alpha')), 0::bigint,
          'and with it what opened with it');

select * from finish();
rollback;
