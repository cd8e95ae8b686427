-- plans.sql: fills every table of tenants with muster.plan_rows rows, by its columns, checks and references,
-- so a new noun is filled as it is. What these do not tell is in filler.overrides. Run once as the admin login
-- against a scratch database; then bench.fill(table) for each of bench.tables().
--
-- Row n is of tenant 1 in 8 of 10. The 40 oldest have values that no other row has: a list that begins with
-- the newest and finds them by looking at rows would look at all. Keys of other tables are those of 40 rows a
-- tenant digit, or of the row of the same number where the key is unique.
create schema bench;
\ir ../sql/filler.psql

create table bench.scale as
select coalesce(nullif(current_setting('muster.plan_rows', true), ''), '1000000')::int as rows,
       date_trunc('day', now()) - interval '60 days' as began;

do $$
declare
  s bench.scale;
  step numeric;
begin
  select * into s from bench.scale;
  step := trunc(60 * 86400000.0 / s.rows);
  perform private.make_partitions(s.began, now() + interval '2 months');
  execute format($f$create function filler.at(n bigint) returns timestamptz language sql immutable as
    $i$ select timestamptz %L + n * interval '%s milliseconds' $i$ $f$, s.began, step);
  execute format($f$create function filler.id(relation text, n bigint) returns uuid language sql immutable as $i$
    select (lpad(to_hex(%s::bigint + n * %s), 12, '0') || '7' || substr(md5(relation || n), 1, 3)
            || '8' || substr(md5(relation || n), 5, 15))::uuid $i$ $f$,
    trunc(extract(epoch from s.began) * 1000), step);
  execute format($f$create function filler.shared(n bigint) returns bigint language sql immutable as
    'select case when n <= 40 then %s + n %% 10 else n %% 10 + 10 * (1 + n / 10 %% 40) end'$f$, s.rows / 50 * 20);
  execute format($f$create function filler.is_late(n bigint) returns boolean language sql immutable as
    'select n > %s'$f$, s.rows / 2);
end
$$;

create function filler.tenant(n bigint) returns uuid language sql immutable as $$
  select filler.id('tenants', case when n % 10 < 8 then 1 when n % 10 = 8 then 2 else 3 end)
$$;

create function filler.name(n bigint) returns text language sql immutable as 'select md5(n::text)';

create function filler.word(col text, n bigint) returns text language sql immutable as $$
  select case when n <= 40 then col || '_rare' else col || '_' || n % 9 end
$$;

-- what is not a noun, and stays small or is made by the product from rows that are here
create table bench.left_out (relation text primary key, reason text);
insert into bench.left_out values
  ('allowances', 'one row for each limited unit of a tenant'),
  ('subscriptions', 'one that lasts for each tenant'),
  ('data_keys', 'one for each tenant'),
  ('changes', 'what maintenance has not folded yet: minutes'),
  ('rollups', 'buckets of a tenant, bounded by time'),
  ('duration_rollups', 'buckets of a tenant, bounded by time'),
  ('usage_rollups', 'days of a tenant and unit'),
  ('audit_seals', 'batches of a tenant; no list'),
  ('sessions', 'of the one who asks, made below');


create function bench.tables() returns setof text language sql as $$
  select c.relname
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and (c.relname in ('users', 'public_blueprints')
          or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))
     and c.relname not in (select l.relation from bench.left_out l)
   order by (select count(*) from pg_index i where i.indrelid = c.oid) desc, 1
$$;

-- Without triggers, because what they would add is filled as itself; indexes are made anew behind the rows,
-- which is quicker by far.
create function bench.fill(relation text) returns void language plpgsql
set session_replication_role = replica set synchronous_commit = off set work_mem = '64MB' as $$
declare
  indexes constant text[] := (
    select array_agg(replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')) from pg_index i
     where i.indrelid = relation::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid));
  insertion constant text := filler.insertion(relation); -- an index tells what is unique
  one text;
begin
  foreach one in array coalesce(indexes, '{}') loop
    execute 'drop index ' || substring(one from 'INDEX (\S+) ON');
  end loop;
  execute insertion using 1, (select rows from bench.scale);
  foreach one in array coalesce(indexes, '{}') loop
    execute one;
  end loop;
end
$$;

insert into tenants (id, name, slug) select filler.id('tenants', t), 'Bench ' || t, 'bench-' || t from generate_series(1, 3) t;
-- who asks is user 10, who is filled later
set session_replication_role = replica;
insert into sessions (user_id, tenant_id, token_hash)
values (filler.id('users', 10), filler.tenant(10), sha256(convert_to('bench-session', 'UTF8')));
reset session_replication_role;
