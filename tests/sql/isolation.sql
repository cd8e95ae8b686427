-- What shows and changes rows beside the tables: every view, and every function that takes an id and is open to
-- muster_web, with rows of two tenants in every table. A new one is asked by itself.
\ir fixture.psql
\ir rows.psql
select * from no_plan();

-- ---------------------------------------------------------------- views

-- a review shows the public blueprint that it is of
create table test.views as
select c.oid::regclass::text as name, c.relname in ('public_blueprints', 'public_reviews', 'blueprint_reviews') as is_public
  from pg_class c
 where c.relnamespace in ('api'::regnamespace, 'app'::regnamespace) and c.relkind = 'v'
   and has_any_column_privilege('muster_web', c.oid, 'select');

create function test.shows(session bytea, view text, tenant text) returns text language sql as $$
  select test.ask(session, format('select count(*) from %s x where x::text ~ %L', view, test.is_of(tenant)))
$$;

select is(test.shows(test.session('alpha', r), v.name, 'beta'), '0', format('%s, %s: nothing of another tenant', v.name, r))
  from test.views v, unnest(array['viewer', 'owner']) r where not v.is_public;
select is(test.shows(null, v.name, t), '0', format('%s, nobody: nothing of %s', v.name, t))
  from test.views v, unnest(array['alpha', 'beta']) t;
select cmp_ok((select count(*) from test.views v where test.shows(test.session('alpha', 'owner'), v.name, 'alpha') <> '0'), '>', 30::bigint,
              'and most show what is of the own');

-- ---------------------------------------------------------------- functions

-- what is public is of all; who signs in is nobody yet, see ARCHITECTURE.md
create table test.for_all (name text);
insert into test.for_all values ('blueprint_shown'), ('install_blueprint'), ('count_download'), ('sign_in_end');

create table test.functions as
select p.oid, p.proname::text as name, p.oid::regproc::text as path, p.proargtypes::oid[] as types,
       (select count(*) from unnest(p.proargtypes) t where t = 'uuid'::regtype) as ids
  from pg_proc p
 where p.pronamespace in ('api'::regnamespace, 'private'::regnamespace, 'app'::regnamespace)
   and has_function_privilege('muster_web', p.oid, 'execute') and p.prorettype <> 'trigger'::regtype and p.provolatile <> 'i'
   and p.proargtypes::oid[] && array['uuid'::regtype::oid, 'uuid[]'::regtype];

-- The call: the first id is a, all others b; other arguments are any value of their type.
create function test.call(f test.functions, a uuid, b uuid) returns text language sql as $$
  select format('select string_agg(x::text, chr(10)) from %s(%s) x', f.path, string_agg(
           case t.type
             when 'uuid'::regtype then quote_literal(case when t.n = array_position(f.types, t.type) - array_lower(f.types, 1) + 1 then a else b end)
             when 'uuid[]'::regtype then quote_literal(array[case when f.ids > 0 then b else a end])
             when 'jsonb'::regtype then '''{}'''
             when 'bytea'::regtype then '''\x00'''
             when 'text'::regtype then '''x'''
             when 'timestamptz'::regtype then '''now'''
             when 'boolean'::regtype then 'true'
             when 'int'::regtype then '1'
             when 'bigint'::regtype then '1'
             else 'null' end || '::' || t.type::regtype, ', ' order by t.n))
    from unnest(f.types) with ordinality t (type, n)
$$;

-- What an owner of Alpha is told; ids that are made are like others.
create function test.answer(f test.functions, a uuid, b uuid) returns text language sql as $$
  select regexp_replace(test.ask(test.session('alpha', 'owner'), test.call(f, a, b)),
                        '[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}', 'id', 'g')
$$;

create table test.ids as
with ids as (
  select m.name, m.tenant, (m.made ->> 'id')::uuid as id from test.rows m where m.role = 'owner' and m.n < 90 and m.made ? 'id'
  union all
  select 'users', t, test.user(t, 'admin') from unnest(array['alpha', 'beta']) t
  union all
  select 'tenants', t, test.tenant(t) from unnest(array['alpha', 'beta']) t
)
select name, own.id as own, other.id as other
  from ids own join ids other using (name)
 where own.tenant = 'alpha' and other.tenant = 'beta';

-- own: whether it knows any of the own ids
create table test.answers as
with of_nobody as materialized (select f, test.answer(f, id, id) as answer from test.functions f, app.uuid_at(now(), 'nobody') id)
select (n.f).name, i.name as relation, p.which, test.answer(n.f, p.a, p.b) as answer,
       case p.which when 'first' then test.answer(n.f, nobody, p.b) when 'second' then test.answer(n.f, p.a, nobody) else n.answer end as of_nobody
  from of_nobody n, test.ids i, app.uuid_at(now(), 'nobody') nobody,
       lateral (values ('own', i.own, i.own), ('both', i.other, i.other), ('first', i.other, i.own), ('second', i.own, i.other)) p (which, a, b)
 where (n.f).ids > 1 or p.which in ('both', 'own');

select is(string_agg(format('%s, %s: %s, not %s', a.relation, a.which, a.answer, a.of_nobody), chr(10)) filter (where a.name is not null), null,
          f.name || ': an id of another tenant is one of nobody')
  from test.functions f left join test.answers a on a.name = f.name and a.which <> 'own' and a.answer is distinct from a.of_nobody
 where f.name not in (select name from test.for_all)
 group by f.name
 order by f.name;

select cmp_ok((select count(distinct name) from test.answers where which = 'own' and answer is distinct from of_nobody), '>', 40::bigint,
              'and most know one of the own');

select finish();
rollback;
