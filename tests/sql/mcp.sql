-- MCP servers: who sees and changes them, what goes with them, and what a test may read and
-- store that nobody may otherwise.
\ir fixture.psql
select * from no_plan();

-- As far as the database knows one: format, data key, last four characters, and the rest.
create function test.sealed(key uuid, last4 text) returns text language sql as $$
  select '\x01' || replace(key::text, '-', '') || encode(last4::bytea, 'hex') || repeat('ab', 40)
$$;
create function test.id(tail text) returns uuid language sql as $$
  select ('01958a6e-0000-7000-8000-' || lpad(tail, 12, '0'))::uuid
$$;
grant execute on function test.sealed(uuid, text), test.id(text) to muster_web, muster_work;

insert into master_keys (id, check_value) values (repeat('a', 16), sha256('test'));
insert into data_keys (tenant_id, id, master_id, wrapped)
select test.tenant(t), test.id(n), repeat('a', 16), decode(repeat('00', 60), 'hex')
  from (values ('alpha', '1'), ('beta', '2')) d (t, n);
insert into mcp_servers (tenant_id, id, name, url)
values (test.tenant('alpha'), test.id('a1'), 'Archive', 'https://a.example'),
       (test.tenant('beta'), test.id('b1'), 'Other', 'https://b.example');

create function test.set_token(n text, sealed text) returns text language sql as $$
  select test.act(test.session('alpha', 'admin'), format('select api.set_mcp_token(%L, %L::bytea)', test.id(n), sealed))
$$;
create function test.set_headers(given text, is_patch boolean) returns text language sql as $$
  select test.act(test.session('alpha', 'admin'),
                  format('select api.set_mcp_headers(%L, %L::jsonb, %L)', test.id('a1'), given, is_patch))
$$;

-- who
select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from api.mcp_servers'), '0', 'a viewer sees none');
select is(test.ask(test.session('alpha', 'operator'), 'select string_agg(name, '','') from api.mcp_servers'), 'Archive',
          'an operator sees those of the tenant');
select is(test.try(test.session('alpha', 'operator'), $$update mcp_servers set url = 'https://elsewhere.example'$$), '0',
          'and changes no address, to which a token would be sent');
select is(test.ask(test.session('alpha', 'operator'), $$update mcp_servers set connection_status = 'connected'$$),
          '42501 permission denied for table mcp_servers', 'what a test found is nobody''s to say');

-- a token
select test.set_token('a1', test.sealed(test.id('1'), 'wxyz'));
select is((select row(m.credential_id = m.id, c.type, c.name, c.last4)::text from mcp_servers m
             join credentials c on c.id = m.credential_id where m.id = test.id('a1')), '(t,mcp-token,Archive,wxyz)',
          'a token is a credential');
select is(test.ask(test.session('alpha', 'operator'), 'select row(configured, last4)::text from api.mcp_servers'), '(t,wxyz)',
          'of which is shown that it is there, and its end');
insert into aliases (tenant_id, kind, alias, id) values (test.tenant('alpha'), 'mcp-server', 'archive', test.id('a1'));
select test.set_token('a1', null);
select is((select count(*)::int from credentials where id = test.id('a1')), 0, 'it can be taken away');
select is((select alias from aliases where id = test.id('a1')), 'archive', 'which takes no name from the server');
select is(test.set_token('b1', test.sealed(test.id('1'), 'wxyz')), '1', 'for another tenant''s server');
select is((select count(*)::int from credentials where id = test.id('b1')), 0, 'none is stored');

-- headers
select test.set_headers(jsonb_build_object('x-a', test.sealed(test.id('1'), 'aaaa'), 'x-b', test.sealed(test.id('1'), 'bbbb'))::text, false);
select test.set_headers(jsonb_build_object('x-a', true, 'x-c', test.sealed(test.id('1'), 'cccc'))::text, false);
select is(test.ask(test.session('alpha', 'operator'), 'select headers::text from api.mcp_servers'),
          '{"x-a": "••••aaaa", "x-c": "••••cccc"}', 'what is kept stays, what is not named goes');
select test.set_headers(jsonb_build_object('x-a', test.sealed(test.id('1'), 'dddd'), 'x-c', null)::text, true);
select is(test.ask(test.session('alpha', 'operator'), 'select headers::text from api.mcp_servers'),
          '{"x-a": "••••dddd"}', 'a patch changes what it names, and null takes away');
select test.set_headers('{}', true);
select is(test.ask(test.session('alpha', 'operator'), 'select headers::text from api.mcp_servers'),
          '{"x-a": "••••dddd"}', 'and leaves the rest');
select is(test.ask(test.session('alpha', 'admin'), format('select api.set_mcp_headers(%L, ''{"x-z": true}'', true)', test.id('a1'))),
          'MU422 is masked, and none is stored: send the value itself', 'what is not there cannot be kept');
select is(test.ask(test.session('alpha', 'owner'), 'select sealed::text from mcp_headers'),
          '42501 permission denied for table mcp_headers', 'the web servers read no value');

-- a test
select test.set_token('a1', test.sealed(test.id('1'), 'wxyz'));
create function test.begin_mcp(who text, wanted text) returns text language sql as $$
  select test.ask(test.session('alpha', who), format('select row(url, auth_type, token is not null, headers ? ''x-a'', key_id)::text'
    ' from private.begin_mcp_test(app.row_id(''mcp-server'', %L))', wanted))
$$;
select is(test.begin_mcp('operator', test.id('a1')::text), format('(https://a.example,none,t,t,%s)', test.id('1')), 'it takes what a call takes');
select is(test.begin_mcp('operator', 'archive'), format('(https://a.example,none,t,t,%s)', test.id('1')), 'by another name too');
select is(test.begin_mcp('viewer', test.id('a1')::text), null, 'but for no viewer');
select is(test.begin_mcp('owner', test.id('b1')::text), null, 'nor of another tenant');
update credentials set expires_at = now() - interval '1 second' where id = test.id('a1');
select is(test.begin_mcp('operator', test.id('a1')::text), format('(https://a.example,none,f,t,%s)', test.id('1')), 'a token that has expired is none');

create function test.end_mcp(who text, wanted uuid, seen int, error text) returns text language sql as $$
  select test.act(test.session('alpha', who), format('select 1 where private.end_mcp_test(%L, %L, %L, ''{find}'', ''[{"name": "find"}]'')', wanted, seen, error))
$$;
select is(test.end_mcp('operator', test.id('a1'), 9, null), '0', 'what came of another version is not stored');
select is(test.end_mcp('viewer', test.id('a1'), 1, null), '0', 'nor what a viewer says');
select is(test.end_mcp('owner', test.id('b1'), 1, null), '0', 'nor of another tenant');
select is(test.end_mcp('operator', test.id('a1'), 1, null), '1', 'what was found is stored');
select is((select row(connection_status, tools, last_error, version)::text from mcp_servers where id = test.id('a1')),
          '(connected,{find},,2)', 'with its tools');
select is(test.end_mcp('operator', test.id('a1'), 2, 'HTTP 503'), '1', 'a failure too');
select is((select row(connection_status, tools, last_error, version)::text from mcp_servers where id = test.id('a1')),
          '(error,{find},"HTTP 503",3)', 'which leaves what was found before');
update mcp_servers set url = 'https://c.example' where id = test.id('a1');
select is((select row(connection_status, tested_at, last_error)::text from mcp_servers where id = test.id('a1')), '(untested,,)',
          'another address was not tested');

-- official ones
select is(test.ask(test.session('alpha', 'operator'), 'select bool_and(is_official)::text from api.registered_mcp_servers where place = 1'),
          'true', 'official ones stand behind those of the tenant');
update mcp_servers set url = (select url from api.official_mcp_servers where id = 'coingecko') where id = test.id('a1');
select is((select is_official from mcp_servers where id = test.id('a1')), true, 'a server at the address of one is official');
select is(test.ask(test.session('alpha', 'operator'), $$select string_agg(id, ',') from api.registered_mcp_servers where url like '%coingecko%'$$),
          test.id('a1')::text, 'and listed once');

-- deleting
select is(test.act(test.session('alpha', 'admin'), format('delete from mcp_servers where id = %L', test.id('a1'))), '1', 'it is deleted');
select is((select count(*)::int from credentials where id = test.id('a1')) + (select count(*)::int from mcp_headers)
          + (select count(*)::int from aliases where id = test.id('a1')), 0, 'with its token, its headers and its names');
select is_empty($$select from audit_log where noun = 'mcpServer' and (before::text || after::text) ~ 'abab'$$, 'the audit log has no secret');

select finish();
rollback;
