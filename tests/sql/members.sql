-- Members, invitations and tenants: who may change whom, the last owner, what a link is good
-- for, and how a tenant goes with all that is its own.
\ir fixture.psql
select * from no_plan();

-- as a user: what a statement changes, or the SQLSTATE
create function test.role_of(tenant text, role text, new_role text, wanted text) returns text language sql as $$
  select test.try(test.session(tenant, role), format(
    'update memberships set role = %L where user_id = %L and tenant_id = %L', new_role, test.user(tenant, wanted),
    test.tenant(tenant)))
$$;

-- ---------------------------------------------------------------- roles

select is(test.role_of('alpha', actor, new_role, wanted), expected, format('%s makes the %s %s', actor, wanted, new_role))
  from (values ('owner', 'viewer', 'owner', '1'), ('owner', 'admin', 'viewer', '1'), ('admin', 'viewer', 'admin', '1'),
               ('admin', 'operator', 'viewer', '1'), ('admin', 'admin', 'viewer', '1'), ('admin', 'viewer', 'owner', 'MU403'),
               ('admin', 'owner', 'viewer', 'MU403'), ('operator', 'viewer', 'operator', '0'), ('viewer', 'viewer', 'admin', '0'),
               ('owner', 'owner', 'admin', 'MU409'), ('owner', 'viewer', 'king', '23514')) c (actor, wanted, new_role, expected);
select is(test.try(test.session('beta', 'owner'), format('update memberships set role = ''viewer'' where user_id = %L',
                                                         test.user('alpha', 'admin'))), '0', 'nobody changes members of others');

-- ---------------------------------------------------------------- the last owner

select throws_ok(format('update memberships set %s where tenant_id = %L and role = ''owner''', change, test.tenant('alpha')),
                 'MU409', null, 'the last owner stays: ' || change)
  from unnest(array['role = ''admin''', 'ended_at = now()']) change;
delete from saved_views;
select throws_ok(format('delete from memberships where tenant_id = %L and role = ''owner''', test.tenant('alpha')),
                 'MU409', null, 'the last owner is not deleted either, by whomever');
update memberships set role = 'owner' where (tenant_id, user_id) = (test.tenant('alpha'), test.user('alpha', 'admin'));
select is(test.role_of('alpha', 'owner', 'admin', 'owner'), '1', 'one of two owners steps down');
select throws_ok(format('update memberships set role = ''viewer'' where tenant_id = %L and role = ''owner''', test.tenant('alpha')),
                 'MU409', null, 'not both in one statement');
update users set disabled_at = now() where id = test.user('alpha', 'admin');
select is(test.role_of('alpha', 'owner', 'admin', 'owner'), 'MU409', 'one who is disabled does not count');
update users set disabled_at = null where id = test.user('alpha', 'admin');
update memberships set role = 'admin' where (tenant_id, user_id) = (test.tenant('alpha'), test.user('alpha', 'admin'));

-- ---------------------------------------------------------------- leaving

update memberships set ended_at = now() where (tenant_id, user_id) = (test.tenant('alpha'), test.user('alpha', 'operator'));
select isnt(s.revoked_at, null, 'who is a member no more is signed in no more') from sessions s where s.user_id = test.user('alpha', 'operator');
select is(test.ask(test.session('alpha', 'viewer'), format('select count(*) from api.members where id = %L', test.user('alpha', 'operator'))),
          '0', 'and is not listed');
update memberships set ended_at = null where (tenant_id, user_id) = (test.tenant('alpha'), test.user('alpha', 'operator'));
select is(test.ask(test.session('alpha', 'operator'), 'select 1'), 'MU401 revoked', 'also when the membership begins anew');

-- ---------------------------------------------------------------- invitations

create function test.accept(token text, verified uuid default null, password text default '$hash')
returns boolean language sql as $$
  select private.invitation_end(test.tenant('alpha'), sha256(token::bytea), verified, 'Guest', password, sha256(('session of ' || token)::bytea), null, null)
$$;
create function test.invite(address text, role text, token text) returns text language sql as $$
  select test.act(test.session('alpha', 'admin'), format('select api.invite(uuid_v7(), %L, %L, sha256(%L), true)', address, role, token))
$$;

select test.invite(' First@Guests.example ', 'operator', 'one') \g /dev/null
select is(email, 'first@guests.example', 'an address has one spelling') from invitations where token_hash = sha256('one');
select is(private.invitation_look(test.tenant('alpha'), sha256('one'), null)::text,
          '(first@guests.example,operator,Alpha,Admin,f,f,)', 'a link says what it offers');
select is_empty(format('select private.invitation_look(%L, sha256(%L), null)', tenant, token), 'but not ' || what)
  from (values (test.tenant('beta'), 'one', 'in another tenant'), (test.tenant('alpha'), 'two', 'another one')) c (tenant, token, what);
select ok(test.accept('one'), 'it is accepted');
select is(m.role, 'operator', 'with its role') from memberships m join users u on u.id = m.user_id where u.email = 'first@guests.example';
select isnt(u.email_verified_at, null, 'the address is verified: the link came by mail') from users u where u.email = 'first@guests.example';
select ok(not test.accept('one'), 'once');
select test.invite('viewer@beta.example', 'viewer', 'two') \g /dev/null
select ok(not test.accept('two'), 'a new account does not take the address of one that exists');
select ok(not test.accept('two', test.user('beta', 'admin'), null), 'nor does the account of another address');
select ok(test.accept('two', test.user('beta', 'viewer'), null), 'its own account does');
select is(s.tenant_id, test.tenant('alpha'), 'the session is in the tenant') from sessions s where s.token_hash = sha256('session of two');
select test.invite('operator@beta.example', 'admin', 'three') \g /dev/null
select ok(private.invitation_end(test.tenant('alpha'), sha256('three'), null, null, null, test.session('beta', 'operator'), null, null),
          'who is signed in already');
select is(s.tenant_id, test.tenant('alpha'), 'goes on with that session') from sessions s where s.token_hash = test.session('beta', 'operator');
select test.invite('last@guests.example', 'viewer', 'four') \g /dev/null
update invitations set expires_at = now() where token_hash = sha256('four');
select ok(not test.accept('four'), 'not when it is too old');
update invitations set expires_at = now() + interval '1 day', revoked_at = now() where token_hash = sha256('four');
select ok(not test.accept('four'), 'not when it is revoked');
update invitations set revoked_at = null where token_hash = sha256('four');
update tenants set active = false where id = test.tenant('alpha');
select ok(not test.accept('four'), 'not where the tenant is shut');
update tenants set active = true where id = test.tenant('alpha');

insert into invitations (tenant_id, email, role, token_hash)
select test.tenant('alpha'), n || '@crowd.example', 'viewer', sha256(n::text::bytea) from generate_series(1, 100) n;
select is(test.try(test.session('alpha', 'admin'), 'select api.invite(uuid_v7(), ''more@crowd.example'', ''viewer'', sha256(''x''), false)'),
          'MU429', 'nobody floods strangers with mail');

-- ---------------------------------------------------------------- the end of a tenant

select is(test.try(test.session('alpha', r), 'update tenants set delete_at = now()'),
          case r when 'owner' then '1' when 'admin' then 'MU403' else '0' end, r || ' deletes the tenant')
  from unnest(array['viewer', 'admin', 'owner']) r;
insert into api_keys (tenant_id, name, hash, role) values (test.tenant('alpha'), 'Owner', sha256('owner key'), 'owner');
select is(test.try(sha256('owner key'), 'update tenants set delete_at = now()'), 'MU403', 'a key does not, whatever its role');
select test.act(test.session('alpha', 'owner'), 'update tenants set delete_at = now()') \g /dev/null
select is(t.delete_at, now() + interval '7 days', 'never sooner than the installation says') from tenants t where t.id = test.tenant('alpha');
select is(private.maintain_tenants(), 0::bigint, 'until then it stays');
select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from agents'), '2', 'and goes on');

create function test.rows_of(tenant uuid) returns text language plpgsql as $$
declare
  target regclass;
  n bigint;
  told text[] := '{}';
begin
  for target in select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                   and a.attname = 'tenant_id' and not a.attisdropped order by c.relname loop
    execute format('select count(*) from %s where tenant_id = $1', target) into n using tenant;
    told := told || case when n > 0 then target || ' ' || n end;
  end loop;
  return array_to_string(told, ', ');
end
$$;
select test.rows_of(test.tenant('beta')) as of_beta \gset
update tenants set delete_at = now() where id = test.tenant('alpha');
select cmp_ok(private.maintain_tenants(), '>', 0::bigint, 'then its rows go');
select is(test.rows_of(test.tenant('alpha')), '', 'all of them, in every table');
select is_empty(format('select from tenants where id = %L', test.tenant('alpha')), 'and the tenant');
select is_empty(format('select from users where id = %L', test.user('alpha', 'viewer')), 'people who are nowhere else go, too');
select isnt_empty(format('select from users where id = %L', test.user('beta', 'viewer')), 'others stay');
select is(test.rows_of(test.tenant('beta')), :'of_beta', 'its neighbour keeps all');
select is(private.maintain_tenants(), 0::bigint, 'a second time nothing is left to do');

select finish();
rollback;
