-- Ids are UUIDs of version 7: the time is in front.
\ir fixture.psql
select plan(12);

select matches(uuid_v7()::text, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
               'version and variant are those of RFC 9562');
select is((select count(distinct uuid_v7())::int from generate_series(1, 10000)), 10000, 'no id comes twice');
select ok(abs(extract(epoch from app.uuid_time(uuid_v7()) - clock_timestamp())) < 1, 'an id holds its time');
select is((select bool_and(later >= earlier) from (
             select app.uuid_time(id) as later, lag(app.uuid_time(id)) over (order by n) as earlier
               from (select n, uuid_v7() as id from generate_series(1, 1000) n) ids) pairs where earlier is not null),
          true, 'ids follow each other');
select is(app.uuid_floor('2026-01-01 00:00:00+00'), '019b76da-a800-0000-0000-000000000000'::uuid,
          'the smallest id of a millisecond');
select is(app.uuid_time('019b76da-a800-7000-8000-000000000000'), '2026-01-01 00:00:00+00'::timestamptz,
          'the time of an id');
select is(app.uuid_time(app.uuid_floor('2026-03-29 01:30:00.1239+00')), '2026-03-29 01:30:00.123+00'::timestamptz,
          'to the millisecond');
select is(app.uuid_floor('1970-01-01 00:00:00+00'), '00000000-0000-0000-0000-000000000000'::uuid, 'the beginning of time');
set local time zone 'Pacific/Auckland';
select is(app.uuid_floor('2026-01-01 00:00:00+00'), '019b76da-a800-0000-0000-000000000000'::uuid,
          'the time zone of the session does not matter');
select is(app.uuid_at('2026-01-01 00:00:00+00', 'a'), app.uuid_at('2026-01-01 00:00:00+00', 'a'),
          'the same seed gives the same id');
select isnt(app.uuid_at('2026-01-01 00:00:00+00', 'a'), app.uuid_at('2026-01-01 00:00:00+00', 'b'),
            'another seed another');
select matches(app.uuid_at('2026-01-01 00:00:00+00', 'a')::text, '^019b76da-a800-7[0-9a-f]{3}-[89ab]',
               'which is of that time and version 7');

select finish();
rollback;
