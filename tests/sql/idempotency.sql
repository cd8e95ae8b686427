-- A repeated POST: the same key with the same request is answered as the first was.
\ir fixture.psql
select plan(9);

create function test.idem(key text, fingerprint text, tenant text default 'alpha') returns text language sql as $$
  select test.ask(test.session(tenant, 'operator'),
                  format('select ''made'' from api.idem_begin(%L, %L, ''agent'', %L)', key, fingerprint, test.agent('alpha')))
$$;

select is(test.idem('new', 'f'), 'made', 'a new key goes on');
select test.act(test.session('alpha', 'operator'),
                format('select api.idem_begin(''twice'', ''f'', ''agent'', %L)', test.agent('alpha'))) \g /dev/null
select is(test.idem('twice', 'f'), 'MU200 ' || test.agent('alpha'), 'the same request again gives what it made');
select is(left(test.idem('twice', 'g'), 5), 'MU422', 'another request with the key is refused');
select is(test.idem('twice', 'g', 'beta'), 'made', 'keys of other tenants are others');

update idempotency_keys set created_at = now() - interval '24 hours' where key = 'twice';
select is(test.idem('twice', 'g'), 'made', 'after a day a key is new');
select test.act(test.session('alpha', 'operator'),
                format('select api.idem_begin(''twice'', ''g'', ''agent'', %L)', test.agent('alpha'))) \g /dev/null
select is((select count(*)::int from idempotency_keys where key = 'twice'), 1, 'and takes the place of the old one');
select is(left(test.idem('twice', 'f'), 5), 'MU422', 'for its new request');

select is(left(test.idem('', 'f'), 5), '23514', 'a key is not empty');
select is(test.ask(null, 'select api.idem_begin(''k'', ''f'', ''agent'', null)'),
          '42501 new row violates row-level security policy for table "idempotency_keys"', 'nobody claims a key');

select finish();
rollback;
