-- Credentials: who sees and writes what, what the database takes from a sealed value, and
-- how a tenant comes to its data key.
\ir fixture.psql
select * from no_plan();

insert into master_keys (id, check_value, made_at) values
  ('aaaaaaaaaaaaaaaa', sha256('a'), now() - interval '1 day'),
  ('bbbbbbbbbbbbbbbb', sha256('b'), now());

-- A value as fcgi-app/base/seal.h lays it out; the text in it is of no matter here.
create function test.sealed(key uuid, shown text) returns text language sql as $$
  select '\x01' || replace(key::text, '-', '') || encode(convert_to(shown, 'UTF8'), 'hex') || repeat('ab', 40)
$$;

create function test.make_key(of_tenant text, key text, masters text, whose text default null) returns text
language sql as $$
  select format('select * from api.make_data_key(%L, %L, %L, array_fill(decode(repeat(''00'', 60), ''hex''), array[cardinality(%L::text[])]))',
                test.tenant(coalesce(whose, of_tenant)), test.agent(key), masters, masters)
$$;

-- ---------------------------------------------------------------- data keys

select is(test.try(test.session('alpha', 'admin'), test.make_key('alpha', 'k', '{cccccccccccccccc}')), '0',
          'under a master key that the database does not know, none is made');
select is(test.try(test.session('alpha', 'admin'), test.make_key('alpha', 'k', '{}')), '0', 'nor without one');
select is(test.try(test.session('alpha', 'operator'), test.make_key('alpha', 'k', '{bbbbbbbbbbbbbbbb}')), '42501',
          'an operator makes none');
select is(test.try(test.session('alpha', 'admin'), test.make_key('alpha', 'k', '{bbbbbbbbbbbbbbbb}', 'beta')), '0',
          'one that was made for another tenant is not kept');

select is(test.act(test.session('alpha', 'admin'), test.make_key('alpha', 'k', '{cccccccccccccccc,aaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbb}')),
          '1', 'the first secret of a tenant makes its key');
select is((select master_id from data_keys), 'bbbbbbbbbbbbbbbb', 'under the newest master key');
select is(test.ask(test.session('alpha', 'admin'), replace(test.make_key('alpha', 'other', '{bbbbbbbbbbbbbbbb}'), '*', 'id')),
          test.agent('k')::text, 'a second one is not made: the first is answered');
select is(test.act(test.session('beta', 'admin'), test.make_key('beta', 'beta k', '{aaaaaaaaaaaaaaaa}')), '1',
          'an older master key serves where the newest is not at hand');

select results_eq('select id, is_used from private.wanted_master_keys()',
                  $$values ('bbbbbbbbbbbbbbbb', true), ('aaaaaaaaaaaaaaaa', true)$$, 'both are wanted now');
select throws_ok($$delete from master_keys where id = 'aaaaaaaaaaaaaaaa'$$, '23503', null,
                 'a master key that is needed is not forgotten');

-- ---------------------------------------------------------------- what is sealed

select is(test.act(test.session('alpha', 'admin'), format('insert into credentials (id, name, sealed) values (%L, ''One'', %L)',
          test.agent('one'), test.sealed(test.agent('k'), 'wxyz'))), '1', 'an admin stores a sealed value');
select is((select row(key_id, last4, configured, changed_at)::text from credentials),
          (select row(test.agent('k'), 'wxyz', true, now())::text), 'what may be known is read from it');

select is(test.try(test.session('alpha', 'admin'), format('insert into credentials (name, sealed) values (''x'', %L)',
          test.sealed(test.agent('beta k'), 'wxyz'))), '23503', 'a value that was sealed for another tenant is not stored');
select is(test.try(test.session('alpha', 'admin'), $$insert into credentials (name, sealed) values ('x', 'sk-plain-text-of-a-key-that-is-long-enough-to-be-one')$$),
          '23514', 'nor one that is not sealed');
select is(test.ask(test.session('alpha', 'owner'), 'select sealed::text from credentials'),
          '42501 permission denied for table credentials', 'the web servers do not read it');
select is(test.ask(test.session('alpha', 'owner'), 'select c::text from credentials c'),
          '42501 permission denied for table credentials', 'nor as a part of the row');

select is(test.act(test.session('alpha', 'admin'), format('update credentials set name = ''Two'', version = 2, sealed = %L where id = %L',
          test.sealed(test.agent('k'), '    '), test.agent('one'))), '1', 'a new value needs no look at the old one');
select is((select last4 from credentials), '', 'four spaces are no characters to show');
select is(test.act(test.session('alpha', 'admin'), 'update credentials set sealed = null, version = 3'), '1', 'it can be taken away');
select is((select row(key_id, last4, configured, changed_at)::text from credentials), '(,,f,)', 'and nothing is left of it');

-- ---------------------------------------------------------------- audit

select results_eq($$select action, before ->> 'sealed', after ->> 'sealed' from audit_log where noun = 'credential' order by id$$,
                  $$values ('create', null, '***'), ('update', '***', '***'), ('update', '***', null)$$,
                  'the audit log says that it changed, and not to what');
select is_empty($$select from audit_log where noun = 'credential' and (before::text || after::text) ~ 'abab'$$,
                'no sealed byte is in it');

-- ---------------------------------------------------------------- who

select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from api.credentials'), '0', 'a viewer sees none');
select is(test.ask(test.session('alpha', 'operator'), 'select count(*) from api.credentials'), '1', 'an operator sees those of the tenant');
select is(test.try(test.session('alpha', 'operator'), $$update credentials set name = 'x'$$), '0', 'and changes none');

-- ---------------------------------------------------------------- LLM keys

create function test.save(user_role text, key text, provider text) returns text language sql as $$
  select test.act(test.session('alpha', user_role), format('select api.save_llm_key(%L, %L, null, true, ''sk-ant'', %L)',
                  test.agent(key), provider, test.sealed(test.agent('k'), 'last')))
$$;
create function test.change(user_role text, key text, is_active text) returns text language sql as $$
  select format('select found and changed from api.change_llm_key(%L, null, %s, null)', test.agent(key), is_active)
$$;

select is(test.save('admin', 'l1', 'anthropic'), '1', 'an LLM key is stored');
select is(test.ask(test.session('alpha', 'admin'), 'select row(label, key_prefix, is_active)::text from api.llm_keys'),
          '(anthropic,sk-ant…last,t)', 'it is called like its provider, and shown by both ends');
select is(test.ask(test.session('alpha', 'owner'), 'select count(*) from api.llm_keys'), '0', 'another user does not have it');
select is(test.save('owner', 'l2', 'anthropic'), '1', 'and may have an own one');
select throws_ok($$select test.save('admin', 'l3', 'anthropic')$$, '23505', null, 'one of a user and a provider is in use');

select is(test.act(test.session('alpha', 'admin'), test.change('admin', 'l1', 'false')), '1', 'it can be taken out of use');
select is(test.save('admin', 'l3', 'anthropic'), '1', 'so that another one comes in');
select is(test.act(test.session('alpha', 'admin'), test.change('admin', 'l1', 'true')), '1', 'the first comes back');
select is((select string_agg(active::text, ',' order by id) from credentials where id in (test.agent('l1'), test.agent('l3'))),
          (select string_agg(v, ',' order by i) from (values (test.agent('l1'), 'true'), (test.agent('l3'), 'false')) x (i, v)),
          'in place of the second');
select is(test.try(test.session('alpha', 'owner'), test.change('owner', 'l1', 'false')), '0', 'nobody changes the key of another');
select is(test.ask(test.session('alpha', 'admin'), format('select row(found, changed)::text from api.change_llm_key(%L, ''x'', null, 99)', test.agent('l1'))),
          '(t,f)', 'nor a version that is not there any more');

-- ---------------------------------------------------------------- who has one, and no more

select is(test.ask(test.session('alpha', 'admin'), 'select private.configured_providers()'), '{anthropic}',
          'one is told for which providers there is a key of one''s own');
select is(test.ask(test.session(t, r), 'select private.configured_providers()'), '{}',
          'not of those of others: ' || t || ' ' || r)
  from (values ('alpha', 'viewer'), ('beta', 'owner')) x (t, r);

-- ---------------------------------------------------------------- who opens them

select test.tenant('alpha') as alpha, test.tenant('beta') as beta \gset
set local role muster_work;
select set_config('muster.tenant', :'alpha', true), set_config('muster.role', 'operator', true) \g /dev/null
select count(*) as own from api.sealed_credentials where wrapped is not null and sealed is not null \gset
select set_config('muster.tenant', :'beta', true) \g /dev/null
select count(*) as other from api.sealed_credentials \gset
reset role;
select is(:own, 3, 'muster_work gets value and key of the tenant that it works for');
select is(:other, 0, 'and of no other');

select finish();
rollback;
