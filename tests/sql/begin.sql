-- auth.begin: who asks, in which tenant, with which role; or why not.
\ir fixture.psql
select * from no_plan();

-- The answer of auth.begin, or SQLSTATE and message; then one more statement behind it.
create function test.begin(credential bytea, needed text, read_only boolean, tenant uuid default null,
                           behind text default null) returns text language plpgsql as $$
declare
  answer text;
begin
  perform set_config('role', 'muster_web', true);
  select b::text into answer from auth.begin(credential, needed, read_only, tenant) b;
  if behind is not null then
    execute behind into answer;
  end if;
  raise sqlstate 'TUNDO';
exception
  when sqlstate 'TUNDO' then return answer;
  when others then return sqlstate || ' ' || sqlerrm;
end
$$;

create function test.begin_as(role text, needed text) returns text language sql as $$
  select test.begin(test.session('alpha', role), needed, true)
$$;

-- ---------------------------------------------------------------- sessions

select is(test.begin_as('viewer', 'viewer'),
          (select row(test.user('alpha', 'viewer'), test.tenant('alpha'), 'viewer', 'session', s.id,
                      'viewer@alpha.example', 'Viewer', 'Alpha', 'system', 'UTC', 25, null, null)::text
             from sessions s where s.token_hash = test.session('alpha', 'viewer')),
          'a session gives user, tenant, role and settings');

update user_settings set theme = 'dark', time_zone = 'Europe/Berlin', page_size = 50
 where user_id = test.user('alpha', 'viewer');
select matches(test.begin_as('viewer', 'viewer'), 'dark,Europe/Berlin,50', 'settings of the user are used');
delete from user_settings where user_id = test.user('alpha', 'viewer');
select matches(test.begin_as('viewer', 'viewer'), 'system,UTC,25', 'a user without settings has the defaults');

select is(left(test.begin_as(r, n), 5) = 'MU403', auth.rank(r) < auth.rank(n),
          format('%s where %s is needed', r, n))
  from unnest(array['viewer', 'operator', 'admin', 'owner']) r,
       unnest(array['viewer', 'operator', 'admin', 'owner']) n;

create function test.refused(session bytea, needed text) returns text language plpgsql as $$
declare
  told text;
begin
  perform auth.begin(session, needed, true);
exception when sqlstate 'MU403' then
  get stacked diagnostics told = pg_exception_detail;
  return concat_ws(' ', told::json ->> 'email', told::json ->> 'role', told::json ->> 'tenant_name', told::json ->> 'theme');
end
$$;
select is(test.refused(test.session('alpha', 'viewer'), 'admin'), 'viewer@alpha.example viewer Alpha system', 'who is refused is told apart');
select is(left(test.begin_as('owner', 'anything'), 5), 'MU403', 'a role that does not exist is never reached');
select is(left(test.begin_as('owner', null), 5), 'MU403', 'no role is no permission');

select is(test.begin(sha256('unknown'), 'viewer', true), 'MU401 invalid', 'an unknown credential');
select is(test.begin(null, 'viewer', true), 'MU401 invalid', 'no credential');

create function test.with(change text, role text default 'operator') returns text language plpgsql as $$
declare
  answer text;
begin
  execute change;
  answer := test.begin(test.session('alpha', role), 'viewer', true);
  raise sqlstate 'TUNDO';
exception when sqlstate 'TUNDO' then return left(answer, 13);
end
$$;

select is(test.with(format(c, test.user('alpha', 'operator'), test.tenant('alpha'))), e, d) from (values
  ('update sessions set last_used_at = now() - interval ''8 hours 1 second'' where user_id = %L', 'MU401 expired', 'idle for eight hours'),
  ('update sessions set expires_at = now() where user_id = %L', 'MU401 expired', 'older than seven days'),
  ('update sessions set revoked_at = now() where user_id = %L', 'MU401 revoked', 'revoked'),
  ('update memberships set ended_at = now() where user_id = %L', 'MU401 revoked', 'the member has left'),
  ('update users set disabled_at = now() where id = %L', 'MU401 revoked', 'the user is disabled'),
  ('update tenants set active = false where id = %2$L', 'MU401 revoked', 'the tenant is shut')
) c (c, e, d);

select isnt(left(test.with('update sessions set last_used_at = now() - interval ''7 hours 59 minutes'''), 5), 'MU401',
            'idle for less than eight hours');

-- ---------------------------------------------------------------- the tenant of the page

select is(test.begin(test.session('alpha', 'viewer'), 'viewer', true, test.tenant('beta')),
          'MU409 another tenant is current', 'a page of another tenant is a conflict');
select matches(test.begin(test.session('alpha', 'viewer'), 'viewer', true, test.tenant('alpha')), 'Alpha',
               'a page of the current tenant is none');

-- ---------------------------------------------------------------- keys

select is(test.begin(sha256('key alpha'), 'operator', true),
          (select row(test.user('alpha', 'admin'), test.tenant('alpha'), 'operator', 'key', k.id,
                      'admin@alpha.example', 'Admin', 'Alpha', 'system', 'UTC', 25, null, null)::text
             from api_keys k where k.tenant_id = test.tenant('alpha')),
          'a key gives its maker, its tenant and its own role');
select is(left(test.begin(sha256('key alpha'), 'admin', true), 5), 'MU403', 'a key has the role it was given');
select is(left(test.begin(sha256('key alpha'), 'viewer', true, test.tenant('beta')), 5), 'MU409',
          'a key is of one tenant');

update memberships set ended_at = now() where user_id = test.user('alpha', 'admin');
select matches(test.begin(sha256('key alpha'), 'operator', true), ',key,', 'a key outlasts its maker''s membership');
update memberships set ended_at = null where user_id = test.user('alpha', 'admin');

update api_keys set expires_at = now() - interval '1 second' where tenant_id = test.tenant('alpha');
select is(test.begin(sha256('key alpha'), 'viewer', true), 'MU401 expired', 'an expired key');
update api_keys set expires_at = null, revoked_at = now() where tenant_id = test.tenant('alpha');
select is(test.begin(sha256('key alpha'), 'viewer', true), 'MU401 revoked', 'a revoked key');
update api_keys set revoked_at = null where tenant_id = test.tenant('alpha');

-- ---------------------------------------------------------------- pages

create function test.begin_page(credential bytea) returns text language plpgsql as $$
begin
  perform set_config('role', 'muster_web', true);
  perform auth.begin(credential, 'viewer', false, null, true);
  raise sqlstate 'TUNDO';
exception
  when sqlstate 'TUNDO' then return 'begun';
  when others then return sqlstate || ' ' || sqlerrm;
end
$$;

-- what the frame of a page shows besides; the rest of auth.begin's row is above
create function test.frame(credential bytea, is_page boolean default true, seen uuid default null)
returns text language plpgsql as $$
declare
  answer text;
  whole text;
begin
  perform set_config('role', 'muster_web', true);
  select concat_ws(' ', b.delete_at, (select string_agg(o ->> 'name', ',') from json_array_elements(b.other_tenants::json) o))
    into answer from auth.begin(credential, 'viewer', false, seen, is_page) b;
  raise sqlstate 'TUNDO';
exception
  when sqlstate 'TUNDO' then return answer;
  when others then
    get stacked diagnostics whole = pg_exception_detail;
    return sqlstate || ' ' || (whole::json ->> 'other_tenants');
end
$$;
insert into memberships (tenant_id, user_id, role)
select test.tenant('beta'), test.user('alpha', 'operator'), 'viewer';
select is(test.frame(test.session('alpha', 'operator')), 'Beta', 'a page knows the other tenants of its user');
select is(test.frame(test.session('alpha', 'operator'), false), '', 'the API does not ask for them');
select is(test.frame(test.session('alpha', 'viewer')), '', 'one who is in none has none');
select matches(test.frame(test.session('alpha', 'operator'), true, test.tenant('beta')), '^MU409 .*Beta',
               'a page of another tenant is told where one is');
update tenants set active = false where id = test.tenant('beta');
select is(test.frame(test.session('alpha', 'operator')), '', 'nor one that was shut');
update tenants set active = true where id = test.tenant('beta');
delete from memberships where (tenant_id, user_id) = (test.tenant('beta'), test.user('alpha', 'operator'));
update tenants set delete_at = '2031-03-12 10:00:00+00' where id = test.tenant('alpha');
select is(left(test.frame(test.session('alpha', 'viewer')), 10), '2031-03-12', 'everybody is told when the tenant goes');
update tenants set delete_at = null where id = test.tenant('alpha');

select is(test.begin_page(test.session('alpha', 'viewer')), 'begun', 'a page is for a session');
select is(test.begin_page(sha256('key alpha')), 'MU401 key', 'and not for a key');

-- ---------------------------------------------------------------- read only

select matches(test.begin(test.session('alpha', 'owner'), 'viewer', true, null, s), '^25', d) from (values
  ('insert into agents (name) values (''x'')', 'a unit that reads cannot write'),
  ('select private.sign_out(sha256(''x''))', 'nor can a definer function in it'),
  ('select set_config(''transaction_read_only'', ''off'', true)', 'nor can it be undone')
) c (s, d);
select is(test.begin(test.session('alpha', 'owner'), 'viewer', true, null, 'show synchronous_commit'), 'off',
          'a unit that reads does not wait for the disk');
select is(test.begin(test.session('alpha', 'owner'), 'viewer', false, null, 'show synchronous_commit'),
          current_setting('synchronous_commit'), 'a unit that writes does');

-- ---------------------------------------------------------------- last use

create function test.last_use(back interval) returns interval language plpgsql as $$
begin
  update sessions set last_used_at = now() - back where user_id = test.user('alpha', 'viewer');
  perform test.act(test.session('alpha', 'viewer'), 'select');
  return (select now() - last_used_at from sessions where user_id = test.user('alpha', 'viewer'));
end
$$;

select is(test.last_use('59 seconds'), '59 seconds'::interval, 'last use of a session rests for a minute');
select is(test.last_use('61 seconds'), '0 seconds'::interval, 'and moves after it');

select test.act(sha256('key alpha'), 'select');
select is((select last_used_at from api_keys where tenant_id = test.tenant('alpha')), now(),
          'the first use of a key is noted');
update api_keys set last_used_at = now() - interval '30 seconds', version = 7 where tenant_id = test.tenant('alpha');
select test.act(sha256('key alpha'), 'select');
select is((select now() - last_used_at from api_keys where tenant_id = test.tenant('alpha')), '30 seconds'::interval,
          'last use of a key rests for a minute');
select is((select version from api_keys where tenant_id = test.tenant('alpha')), 7, 'use is no edit');

-- a reading unit notes it too, before it becomes read only
update sessions set last_used_at = now() - interval '2 minutes' where user_id = test.user('alpha', 'viewer');
select is(test.begin(test.session('alpha', 'viewer'), 'viewer', true, null,
                     'select now() - last_used_at from sessions'), '00:00:00', 'a unit that reads notes its use');

select finish();
rollback;
