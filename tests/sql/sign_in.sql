-- Sign-in, sign-up, sign-out, passwords, and the throttle that guards them.
\ir fixture.psql
select * from no_plan();

create function test.wait(mail text, address inet) returns int language sql as $$
  select wait_s from private.sign_in_begin(mail, address)
$$;

-- ---------------------------------------------------------------- sign-in

select is((select b::text from private.sign_in_begin(' Viewer@ALPHA.example ', '10.0.0.1') b),
          row(test.user('alpha', 'viewer'), '$hash of viewer', 0)::text, 'the address counts without case and blanks');
select is((select b::text from private.sign_in_begin('nobody@alpha.example', '10.0.0.1') b), '(,,0)',
          'an unknown user is a row of nulls');
update users set disabled_at = now() where id = test.user('alpha', 'operator');
select is((select b::text from private.sign_in_begin('operator@alpha.example', '10.0.0.1') b), '(,,0)',
          'so is a disabled one');

create temporary table made as
select * from private.sign_in_end('viewer@alpha.example', test.user('alpha', 'viewer'), true, sha256('new'),
                                  '10.0.0.1', 'Browser');
select is((select tenant_id from made), test.tenant('alpha'), 'a session is in the user''s tenant');
select is((select row(s.user_id, s.address, s.user_agent)::text from sessions s join made m on m.session_id = s.id),
          row(test.user('alpha', 'viewer'), '10.0.0.1', 'Browser')::text, 'it knows where it is from');
select matches(test.ask(sha256('new'), 'select auth.role()'), 'viewer', 'it is good for requests');
select is((select count(*)::int from login_attempts where email = 'viewer@alpha.example' and succeeded), 1,
          'a success is recorded');

insert into memberships (tenant_id, user_id, role) values (test.tenant('beta'), test.user('alpha', 'viewer'), 'admin');
update user_tenants set last_used_at = now() + interval '1 s'
 where user_id = test.user('alpha', 'viewer') and tenant_id = test.tenant('beta');
select is((select tenant_id from private.sign_in_end('viewer@alpha.example', test.user('alpha', 'viewer'), true,
                                                     sha256('new 2'), '10.0.0.1', '')),
          test.tenant('beta'), 'a session begins in the tenant that was used last');
update memberships set ended_at = now() where user_id = test.user('alpha', 'viewer');
select throws_ok(format($$select private.sign_in_end('viewer@alpha.example', %L, true, sha256('new 3'), '10.0.0.1', '')$$,
                        test.user('alpha', 'viewer')), 'MU403', null,
                 'a user who is a member of nothing gets no session, but a reason');
select is((select session_id from private.sign_in_end('x@y', null, true, sha256('new 4'), '10.0.0.9', '')), null,
          'nobody gets no session');

-- ---------------------------------------------------------------- throttle

select is(test.wait('owner@alpha.example', ('10.1.0.' || n)::inet), 0, 'attempt ' || n || ' of an account goes on')
  from generate_series(1, 5) n;
select is(test.wait('owner@alpha.example', '10.1.0.6'), 900, 'the sixth waits fifteen minutes');
select is((select b::text from private.sign_in_begin('Owner@alpha.example', '10.1.0.7') b), '(,,900)',
          'while it waits the hash is not given');
select is(test.wait('admin@alpha.example', '10.1.0.8'), 0, 'another account does not wait');

update throttle set blocked_until = now(), began_at = now() - interval '16 minutes' where subject = 'owner@alpha.example';
select is(test.wait('owner@alpha.example', ('10.1.1.' || n)::inet), 0, 'after the wait it goes on, ' || n)
  from generate_series(1, 5) n;
select is(test.wait('owner@alpha.example', '10.1.1.6'), 1800, 'the second wait is twice as long');
update throttle set blocked_until = now(), waits = 9, attempts = 5 where subject = 'owner@alpha.example';
select is(test.wait('owner@alpha.example', '10.1.1.7'), 3600, 'no wait is longer than an hour');
update throttle set blocked_until = now() - interval '25 hours', attempts = 5, began_at = now()
 where subject = 'owner@alpha.example';
select is(test.wait('owner@alpha.example', '10.1.1.8'), 900, 'a day without waiting forgets the waits');

update throttle set attempts = 5, blocked_until = null, began_at = now() - interval '15 minutes'
 where subject = 'owner@alpha.example';
select is(test.wait('owner@alpha.example', '10.1.1.9'), 0, 'attempts count for fifteen minutes');

select is(test.wait(n || '@unknown.example', '10.2.0.1'), 0, 'attempt ' || n || ' of an address goes on')
  from generate_series(1, 20) n;
select is(test.wait('21@unknown.example', '10.2.0.1'), 900, 'an address waits, whatever the account');
select is(test.wait('22@unknown.example', null), 0, 'an unknown address is no address');
select test.wait('victim@unknown.example', '10.2.0.1') from generate_series(1, 9) \g /dev/null
select is(test.wait('victim@unknown.example', '10.2.0.2'), 0, 'an address that waits shuts no account');
select is(test.wait(n || '@six.example', ('2001:db8::' || n)::inet), 0, 'attempt ' || n || ' of a network goes on')
  from generate_series(1, 20) n;
select is(test.wait('21@six.example', '2001:db8::ffff:6'), 900, 'an IPv6 customer has a network of addresses, and waits with all');
select is(test.wait('6@six.example', '2001:db8:0:1::6'), 0, 'another network does not wait');
select is(test.wait('8@six.example', '::ffff:10.2.0.3'), 0, 'IPv4 in IPv6 is an address of its own');
select is((select count(*)::int from throttle where subject = '::'), 0, 'not that of all IPv4');

select test.wait('admin@beta.example', ('10.3.0.' || n)::inet) from generate_series(1, 4) n \g /dev/null
select is((select wait_s from private.sign_in_end('admin@beta.example', test.user('beta', 'admin'), true, sha256('b'),
                                                  '10.3.0.4', '')), 0, 'a success waits for nothing');
select is((select count(*)::int from throttle where subject = 'admin@beta.example'), 0, 'a success begins the count anew');
select is((select attempts from throttle where subject = '10.3.0.4'), 0, 'and is taken back from its address');

-- an office at nine o'clock: all have begun before the first has ended
select test.wait(n || '@office.example', '10.5.0.1') from generate_series(1, 20) n \g /dev/null
select is(test.wait('21@office.example', '10.5.0.1'), 900, 'so many at once that an address waits');
select is((select wait_s from private.sign_in_end('1@office.example', test.user('beta', 'admin'), true, sha256('o'), '10.5.0.1', '')), 0,
          'a success among them gives its attempt back, and the wait ends');
select is((select row(attempts, waits)::text from throttle where subject = '10.5.0.1'), '(19,0)', 'as if it had not begun');
select is(test.wait('21@office.example', '10.5.0.1'), 0, 'so that the next may try');
select is(test.wait('22@office.example', '10.5.0.1'), 900, 'but one only: failures stay');
select private.sign_in_end(n || '@office.example', null, false, null, '10.5.0.1', '') from generate_series(2, 20) n \g /dev/null
select is(test.wait('23@office.example', '10.5.0.1'), 900, 'a failure gives nothing back');

select test.wait('forgetful@office.example', '10.5.0.2') from generate_series(1, 60) \g /dev/null
select is(test.wait('22@office.example', '10.5.0.2'), 0, 'who is told to wait tries nothing, and shuts no office');

select is((select e::text from private.sign_in_end('6@unknown.example', null, false, null, '10.2.0.1', '') e),
          '(,,900)', 'a failure is a row that says how long to wait');
select is((select succeeded from login_attempts where email = '6@unknown.example'), false, 'a failure is recorded');

-- ---------------------------------------------------------------- sign-up

create temporary table signed as
select * from private.sign_up(' New@Gamma.example', 'New', '$hash', ' Gamma ', sha256('up'), '10.0.0.1', 'Browser');
select is((select row(u.email, m.role, t.name, s.taken)::text
             from signed s join users u on u.id = s.user_id join tenants t on t.id = s.tenant_id
             join memberships m on (m.tenant_id, m.user_id) = (t.id, u.id)),
          '(new@gamma.example,owner,Gamma,f)', 'sign-up makes a user, a tenant and its owner');
select is(test.ask(sha256('up'), 'select auth.role() || '' of '' || name from tenants'), 'owner of Gamma',
          'and a session');
select is((select s::text from private.sign_up('new@gamma.example', 'N', '$h', 'G', sha256('x'), null, null) s), '(,,,t)',
          'an address is taken once');
select is((select count(*)::int from tenants where name = 'G'), 0, 'and then nothing is made');

select is(max(private.sign_up_begin('10.6.0.1')), 0, 'an address signs up five times') from generate_series(1, 5);
select is(private.sign_up_begin('10.6.0.1'), 900, 'and then waits');
select is(private.sign_up_begin('10.6.0.2'), 0, 'alone');
select is(private.sign_up_begin(null), 0, 'nobody knows whom to let wait without an address');

-- ---------------------------------------------------------------- sign-out, sessions

select ok(private.sign_out(sha256('up')), 'a session ends');
select ok(not private.sign_out(sha256('up')), 'once');
select is(test.try(sha256('up'), 'select'), 'MU401', 'and is no longer good');

select test.act(null, format('select private.sign_in_end(''admin@alpha.example'', %L, true, sha256(%L), null, null)',
                             test.user('alpha', 'admin'), 'a' || n)) from generate_series(1, 3) n \g /dev/null
select is(test.ask(test.session('alpha', 'admin'), 'select count(*) || '' '' || count(*) filter (where is_current) from api.sessions'),
          '4 1', 'a user sees all own sessions, and which is this one');
select is(test.ask(test.session('alpha', 'admin'), format('select api.revoke_session(%L)', (select id from sessions where token_hash = sha256('a1')))),
          'true', 'a user ends an own session');
select is(test.ask(test.session('alpha', 'owner'), format('select api.revoke_session(%L)', (select id from sessions where token_hash = sha256('a1')))),
          'false', 'and no other one''s');
select is(test.ask(test.session('alpha', 'admin'), 'select api.revoke_other_sessions()'), '3',
          'a user ends all own sessions but this one');

-- ---------------------------------------------------------------- passwords

select is(test.ask(test.session('alpha', 'admin'), 'select p::text from api.password_begin() p'), '("$hash of admin",0)', 'a user''s own hash');
select is(test.ask(sha256('key alpha'), 'select p::text from api.password_begin() p'), '(,0)', 'a key has no password');
select is(test.ask(sha256('key alpha'), 'select api.set_password(''$x'')'), null, 'and sets none');
select is(test.try(sha256('key alpha'), 'select private.change_own_password(''$x'')'), 'MU403', 'nor past that');
select test.act(test.session('alpha', 'admin'), 'select api.set_password(''$new'')') \g /dev/null
select is(test.ask(test.session('alpha', 'admin'), 'select password_hash from api.password_begin()'), '$new', 'a user changes the password');
select is(test.ask(test.session('alpha', 'admin'), 'select count(*) from api.sessions'), '1',
          'which ends the other sessions');

-- a stolen session must not find the password out
create function test.guess(session bytea) returns text language sql as $$
  select test.act(session, 'select from api.password_begin()')
$$;
select test.guess(test.session('beta', 'owner')) from generate_series(1, 5) \g /dev/null
select is(test.ask(test.session('beta', 'owner'), 'select p::text from api.password_begin() p'), '(,900)', 'the sixth guess of the own password waits');
select is(test.wait('owner@beta.example', '10.6.0.1'), 0, 'which does not shut the account');
select is(test.ask(test.session('beta', 'operator'), 'select wait_s from api.password_begin()'), '0', 'nor stops another user');
select test.guess(test.session('beta', 'operator')) from generate_series(1, 4) \g /dev/null
select test.act(test.session('beta', 'operator'), 'select api.set_password(''$hash of operator'')') \g /dev/null
select is((select count(*)::int from throttle where subject = test.user('beta', 'operator')::text), 0, 'a change begins the count anew');
select ok(private.set_password('owner@beta.example', '$hash of owner'), 'a password that is set anew');
select is((select count(*)::int from throttle where subject = test.user('beta', 'owner')::text), 0, 'lifts the wait of its user');

select is((select b::text from private.reset_begin('nobody@x', sha256('r'), '10.0.0.1') b), '(,,0)',
          'no link for nobody');
select is((select b::text from private.reset_begin('admin@alpha.example', sha256('link 1'), '10.0.0.1') b),
          row(test.user('alpha', 'admin'), 'Admin', 0)::text, 'a link for a user');
select is((select user_id from private.reset_begin('admin@alpha.example', sha256('link 2'), '10.0.0.1')),
          test.user('alpha', 'admin'), 'another link');
select ok(not private.reset_end(sha256('link 1'), '$a'), 'the older link has ended');
select ok(not private.reset_check(sha256('link 1')), 'as one is told before a password is hashed');
select ok(private.reset_check(sha256('link 2')), 'the newest may be used');
select ok(private.reset_end(sha256('link 2'), '$b'), 'and is good');
select ok(not private.reset_end(sha256('link 2'), '$c'), 'once');
select ok(not private.reset_check(sha256('link 2')), 'and then may not be used');
select is((select password_hash from users where id = test.user('alpha', 'admin')), '$b', 'it has set the password');
select is(test.try(test.session('alpha', 'admin'), 'select'), 'MU401', 'and ended all sessions');

select private.reset_begin('owner@beta.example', sha256('late'), '10.0.0.2') \g /dev/null
update verifications set expires_at = now() where token_hash = sha256('late');
select ok(not private.reset_end(sha256('late'), '$d'), 'a link is good for an hour');
select ok(not private.reset_check(sha256('late')), 'as one is told before');
select private.reset_begin('viewer@beta.example', sha256(convert_to('v' || n, 'UTF8')), ('10.4.0.' || n)::inet) from generate_series(1, 5) n \g /dev/null
select is((select b::text from private.reset_begin('viewer@beta.example', sha256('v6'), '10.4.0.6') b), '(,,900)',
          'nobody is flooded with links');

-- ---------------------------------------------------------------- tenants of a user

select is(test.ask(test.session('beta', 'viewer'), 'select string_agg(name || role || is_current, '','') from api.tenants'),
          'Betaviewertrue', 'a user sees the tenants he is a member of');
select is(test.ask(test.session('beta', 'viewer'), format('select api.switch_tenant(%L)', test.tenant('alpha'))), 'false',
          'and cannot go to another');
insert into memberships (tenant_id, user_id, role) values (test.tenant('alpha'), test.user('beta', 'viewer'), 'operator');
select test.act(test.session('beta', 'viewer'), format('select api.switch_tenant(%L)', test.tenant('alpha'))) \g /dev/null
select is(test.ask(test.session('beta', 'viewer'), 'select auth.role() || (select name from tenants)'), 'operatorAlpha',
          'where he is a member he can, with the role he has there');
select is(test.ask(sha256('key alpha'), format('select api.switch_tenant(%L)', test.tenant('beta'))), 'false',
          'a key stays where it is');

-- ---------------------------------------------------------------- commands

select is(private.add_user('Viewer@alpha.example', 'V', null, test.tenant('alpha'), 'admin'), test.user('alpha', 'viewer'),
          'a user who is there is not made again');
select is((select row(role, ended_at)::text from memberships where (tenant_id, user_id) = (test.tenant('alpha'), test.user('alpha', 'viewer'))),
          '(admin,)', 'but is a member anew, with the role given');
select is((select password_hash from users where id = test.user('alpha', 'viewer')), '$hash of viewer', 'and keeps the password');
select ok(private.set_password('VIEWER@alpha.example', '$set'), 'a password is set by address');
select ok(not private.set_password('nobody@x', '$set'), 'but not of nobody');

select finish();
rollback;
