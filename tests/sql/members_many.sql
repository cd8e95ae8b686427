-- Members: many are changed at once, each by itself, and one leaves.
\ir fixture.psql
select * from no_plan();

-- ---------------------------------------------------------------- many

create function test.many(session bytea, action text, given text, variadic wanted uuid[]) returns text language sql as $$
  select test.ask(session, format('select string_agg(row(is_member, changed, role, why)::text, '' '') from api.change_members(%L, %L, %L)', wanted, action, given))
$$;
select is(test.many(test.session('alpha', 'admin'), 'role', 'operator', test.user('alpha', 'viewer'), test.user('beta', 'viewer'), test.user('alpha', 'operator')),
          '(t,t,operator,) (f,f,,) (t,f,operator,"has this role already")', 'each of many is changed by itself, those of the tenant alone');
select is(test.many(test.session('alpha', 'admin'), 'role', 'viewer', test.user('alpha', 'owner'), test.user('alpha', 'operator')),
          '(t,f,owner,"needs a role that is not below the member''s") (t,t,viewer,)', 'one that is refused leaves the others');
select is(test.many(test.session('alpha', 'admin'), 'role', 'owner', test.user('alpha', 'viewer')),
          '(t,f,viewer,"needs a role that is not below the member''s")', 'nobody is lifted above who asks');
select is(test.many(test.session('alpha', 'owner'), 'role', 'viewer', test.user('alpha', 'owner')),
          '(t,f,owner,"this is the last owner: make somebody else one first")', 'the last owner stays one');
select is(test.many(test.session('alpha', 'owner'), 'remove', null, test.user('alpha', 'owner')),
          '(t,f,owner,"this is you: leave the organisation instead")', 'nobody removes oneself');
select matches(test.many(test.session('alpha', 'operator'), 'remove', null, test.user('alpha', 'viewer')),
               '^\(t,f,viewer,', 'an operator removes nobody');

-- ---------------------------------------------------------------- leaving

select is(test.act(test.session('alpha', 'viewer'), format('select private.leave_tenant(%L)', test.tenant('alpha'))), '1', 'a viewer leaves');
select is(test.try(who, format('select private.leave_tenant(%L)', test.tenant(wanted))), code, told)
  from (values (test.session('alpha', 'owner'), 'alpha', 'MU409', 'the last owner does not'),
               (test.session('alpha', 'owner'), 'beta', 'MU404', 'what one is no member of is not left'),
               (sha256('key alpha'), 'alpha', 'MU403', 'a key leaves nothing')) t (who, wanted, code, told);
insert into memberships (tenant_id, user_id, role) values (test.tenant('beta'), test.user('alpha', 'operator'), 'viewer');
select is(test.try(test.session('alpha', 'operator'), format('select private.leave_tenant(%L)', test.tenant('beta'))), 'MU409',
          'one that is not the current one is switched to first');
select is(test.ask(test.session('alpha', 'operator'), format('select private.leave_tenant(%L)', test.tenant('alpha'))),
          test.tenant('beta')::text, 'who is in another goes on there');

select finish();
rollback;
