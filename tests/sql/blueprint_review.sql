-- Reviews of blueprints: who may say what, what is counted, and who reads it.
\ir fixture.psql
select * from no_plan();

insert into blueprints (tenant_id, id, agent_id, is_public)
select test.tenant('alpha'), app.uuid_at('2026-01-01', n), test.agent('alpha'), n <> 'private' from unnest(array['open', 'other', 'private']) n;

create function test.review(who bytea, source text, given int, words text default '') returns text language sql as $$
  select test.try(who, format('insert into blueprint_reviews (blueprint_id, rating, text) values (%L, %s, %L)',
                              app.uuid_at('2026-01-01', source), given, words))
$$;

create function test.rated(source text default 'open') returns text language sql as $$
  select b.rating || ' of ' || b.reviews_count || coalesce(', shown ' || p.rating || ' of ' || p.reviews_count, '')
    from blueprints b left join public_blueprints p using (id) where b.id = app.uuid_at('2026-01-01', source)
$$;

-- ---------------------------------------------------------------- writing

select is(test.rated(), '0 of 0, shown 0 of 0', 'at first nobody has said anything');
select is(test.ask(test.session('beta', 'viewer'), $$select rating from api.public_blueprints where kind = 'agent' limit 1$$), null, 'which is no rating');
select is(test.review(test.session('beta', 'viewer'), 'private', 4), 'MU422', 'what is private is not reviewed by others');
select is(test.review(test.session('alpha', 'viewer'), 'private', 4), 'MU422', 'nor by its own organisation');
select is(test.review(test.session('alpha', 'owner'), 'open', 5), '23514', 'nor is what is its own');
select is(test.review(test.session('beta', 'viewer'), 'open', given), '23514', 'a rating is from 1 to 5, not ' || given) from unnest(array[0, 6]) given;
select is(test.try(test.session('beta', 'viewer'), format('insert into blueprint_reviews (blueprint_id, rating, publisher_id) values (%L, 4, %L)',
          app.uuid_at('2026-01-01', 'open'), test.tenant('beta'))), '42501', 'whose it is, is not for the reviewer to say');

select is(test.act(test.session('beta', 'viewer'), format('insert into blueprint_reviews (blueprint_id, rating, text) values (%L, 5, ''Good'')',
          app.uuid_at('2026-01-01', 'open'))), '1', 'a viewer of another organisation reviews one');
select is(test.act(test.session('beta', 'admin'), format('insert into blueprint_reviews (blueprint_id, rating) values (%L, 4)',
          app.uuid_at('2026-01-01', 'open'))), '1', 'and so does another member');
select is(test.rated(), '4.5 of 2, shown 4.5 of 2', 'the mean of both is kept');
select is(test.review(test.session('beta', 'viewer'), 'open', 1), '23505', 'nobody does so twice');
select is(test.review(test.session('beta', 'viewer'), 'other', 1), '1', 'but of one blueprint');
select is((select array_agg(distinct noun || ':' || action) from audit_log where noun in ('blueprintReview', 'blueprint') and tenant_id = test.tenant('beta')),
          array['blueprintReview:create'], 'it is logged where it was written');
select is((select count(*)::int from audit_log where noun = 'blueprint' and action = 'update' and tenant_id = test.tenant('alpha')), 0, 'and is no edit of the blueprint');
select ok(not exists (select from audit_log where tenant_id = test.tenant('beta') and after ? 'publisher_id'), 'the log does not tell whose blueprint it is');

-- ---------------------------------------------------------------- read by others

create function test.seen(tenant text) returns text language sql as $$
  select test.ask(test.session(tenant, 'viewer'), $q$select string_agg(reviewer || rating || text || is_own, ' ' order by rating) from api.blueprint_reviews$q$)
$$;
select is(test.seen('alpha'), 'Beta4false Beta5Goodfalse', 'the publisher reads what is said, and which organisation says so');
select is(test.seen('beta'), 'Beta4false Beta5Goodtrue', 'who wrote one knows it');
select is(test.ask(test.session('alpha', 'owner'), 'select count(*) from blueprint_reviews'), '0', 'rows of another tenant are not seen');
select is(test.ask(null, 'select count(*) from public_reviews'), '0', 'who has not signed in sees none');
select is(test.try(test.session('beta', 'owner'), c), '42501', 'not for servers: ' || c)
  from unnest(array['delete from public_reviews', 'update public_reviews set text = ''x''', 'select tenant_id from public_reviews',
                    'select tenant_id from public_blueprints', 'select publisher_id from blueprint_reviews',
                    'update blueprints set rating_sum = 5', 'update blueprint_reviews set blueprint_id = uuid_v7()']) c;

-- ---------------------------------------------------------------- changing

select is(test.try(test.session('beta', 'operator'), 'update blueprint_reviews set rating = 1'), '0', 'nobody changes that of another member');
select is(test.try(test.session('beta', 'operator'), 'delete from blueprint_reviews'), '0', 'or deletes it');
select is(test.try(test.session('beta', 'admin'), 'delete from blueprint_reviews'), '2', 'but an admin, that of any member');
select is(test.act(test.session('beta', 'viewer'), 'update blueprint_reviews set rating = 2, text = ''Less'', version = version + 1'), '1', 'the own one is changed');
select is(test.rated(), '3 of 2, shown 3 of 2', 'and counts as it is now');
select is(test.seen('alpha'), 'Beta2Lessfalse Beta4false', 'others read it so');

update blueprints set is_public = false where id = app.uuid_at('2026-01-01', 'open');
select is(test.seen('beta'), null, 'of what is private again nothing is read');
select is(test.ask(test.session('beta', 'viewer'), 'select count(*) from public_reviews'), '0', 'nor of the copies');
select is(test.try(test.session('beta', 'viewer'), 'update blueprint_reviews set rating = 1'), '0', 'or changed');
update blueprints set is_public = true where id = app.uuid_at('2026-01-01', 'open');
select is(test.seen('alpha'), 'Beta2Lessfalse Beta4false', 'it comes back with the blueprint');
select is(test.rated(), '3 of 2, shown 3 of 2', 'with its rating');

select is(test.act(test.session('beta', 'viewer'), 'delete from blueprint_reviews'), '1', 'the own one is deleted');
select is(test.rated(), '4 of 1, shown 4 of 1', 'and counts no more');
select is((select count(*)::int from public_reviews), 1, 'nor is it read');
select is(test.review(test.session('beta', 'viewer'), 'open', 3), '1', 'another one may be written');

delete from blueprints where id = app.uuid_at('2026-01-01', 'open');
select is((select count(*)::int from blueprint_reviews), 0, 'a blueprint that is taken back takes its reviews along');
select is((select count(*)::int from public_reviews), 0, 'for all');

select finish();
rollback;
