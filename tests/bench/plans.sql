-- plans.sql: fills every table of tenants with muster.plan_rows rows, by its columns, checks and references,
-- so a new noun is filled as it is. What these do not tell is in bench.overrides. Run once as the admin login
-- against a scratch database; then bench.fill(table) for each of bench.tables().
--
-- Row n is of tenant 1 in 8 of 10. The 40 oldest have values that no other row has: a list that begins with
-- the newest and finds them by looking at rows would look at all. Keys of other tables are those of 40 rows a
-- tenant digit, or of the row of the same number where the key is unique.
create schema bench;

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
  execute format($f$create function bench.at(n bigint) returns timestamptz language sql immutable as
    $i$ select timestamptz %L + n * interval '%s milliseconds' $i$ $f$, s.began, step);
  execute format($f$create function bench.id(relation text, n bigint) returns uuid language sql immutable as $i$
    select (lpad(to_hex(%s::bigint + n * %s), 12, '0') || '7' || substr(md5(relation || n), 1, 3)
            || '8' || substr(md5(relation || n), 5, 15))::uuid $i$ $f$,
    trunc(extract(epoch from s.began) * 1000), step);
  execute format($f$create function bench.shared(n bigint) returns bigint language sql immutable as
    'select case when n <= 40 then %s + n %% 10 else n %% 10 + 10 * (1 + n / 10 %% 40) end'$f$, s.rows / 50 * 20);
  execute format($f$create function bench.is_late(n bigint) returns boolean language sql immutable as
    'select n > %s'$f$, s.rows / 2);
end
$$;

create function bench.tenant(n bigint) returns uuid language sql immutable as $$
  select bench.id('tenants', case when n % 10 < 8 then 1 when n % 10 = 8 then 2 else 3 end)
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

create table bench.overrides (relation text, col text, expression text, primary key (relation, col));
insert into bench.overrides values
  ('agent_activity', 'agent_id', $$bench.id('agents', n)$$),
  ('agent_capabilities', 'confidence', 'n % 100 / 100.0'),
  ('agent_deliveries', 'message_id', $$bench.id('agent_messages', n)$$),
  ('agent_deliveries', 'rank', '1 + n % 4'),
  ('agent_duration_rollups', 'agent_id', $$bench.id('agents', bench.shared(n))$$),
  ('agent_duration_rollups', 'bin', 'n % 100'),
  ('agent_messages', 'correlation_id', $$'talk ' || n % 3000$$),
  ('agent_metrics', 'name', $$'metric ' || n % 40$$),
  ('agent_rollups', 'agent_id', $$bench.id('agents', bench.shared(n))$$),
  ('agent_totals', 'agent_id', $$bench.id('agents', n)$$),
  ('agents', 'deleted_at', 'case when bench.is_late(n) then bench.at(n) end'),
  ('agents', 'deleted_by', $$case when bench.is_late(n) then bench.id('users', bench.shared(n)) end$$),
  ('aliases', 'id', $$bench.id('workflows', n)$$),
  ('aliases', 'kind', $$'workflow'$$),
  ('audit_log', 'action', $$case when n <= 40 then 'delete' else (array['create', 'update'])[1 + n % 2] end$$),
  ('audit_log', 'noun', $$case when n <= 40 then 'project' else (array['agent', 'task', 'workflow'])[1 + n % 3] end$$),
  ('audit_log', 'actor', $$bench.id('users', bench.shared(n))$$),
  ('audit_log', 'row_id', $$bench.id('agents', bench.shared(n))$$),
  ('blueprints', 'price_micros', '0'),
  ('blueprints', 'pricing', $$'free'$$),
  ('default_views', 'user_id', $$bench.id('users', n)$$),
  ('execution_logs', 'execution_id', $$bench.id('executions', bench.shared(n))$$),
  ('execution_steps', 'execution_id', $$bench.id('executions', bench.shared(n))$$),
  ('execution_steps', 'node_id', $$'node ' || n$$),
  ('executions', 'completed_at', $$case when n > 40 and n % 6 > 2 then bench.at(n) + interval '1 second' end$$),
  ('executions', 'started_at', 'bench.at(n)'),
  ('executions', 'title', $$'Run ' || n$$),
  ('executions', 'workflow_id', $$bench.id('workflows', bench.shared(n))$$),
  ('idempotency_keys', 'resource_id', $$bench.id('agents', n)$$),
  ('import_ids', 'id', $$bench.id('workflows', n)$$),
  ('key_tenants', 'hash', $$sha256(convert_to('api_keys' || n, 'UTF8'))$$),
  ('mcp_headers', 'name', $$'x-bench'$$),
  ('mcp_headers', 'sealed', $$decode(repeat('01', 49), 'hex')$$),
  ('mcp_headers', 'server_id', $$bench.id('mcp_servers', n)$$),
  ('mcp_servers', 'url', $$'https://m.example/' || n$$),
  ('memberships', 'role', $$case when n = 10 then 'owner' when n <= 40 then 'admin' when n % 3 = 0 then 'viewer' else 'operator' end$$),
  ('blueprint_reviews', 'blueprint_id', $$bench.id('blueprints', n)$$),
  ('blueprint_reviews', 'publisher_id', $$bench.tenant(case when n % 10 < 8 then 8 else 0 end)$$),
  ('blueprint_reviews', 'rating', '1 + n % 5'),
  ('public_blueprints', 'id', $$bench.id('blueprints', n)$$),
  ('public_blueprints', 'kind', $$case when n <= 40 then 'workflow' else 'agent' end$$),
  ('public_blueprints', 'pricing', $$'free'$$),
  ('public_reviews', 'blueprint_id', $$bench.id('blueprints', n)$$),
  ('public_reviews', 'id', $$bench.id('blueprint_reviews', n)$$),
  ('public_reviews', 'is_shown', 'true'),
  ('public_reviews', 'rating', '1 + n % 5'),
  ('public_reviews', 'version', '1'),
  ('saved_views', 'place', '1'),
  ('saved_views', 'user_id', $$bench.id('users', n)$$),
  ('task_dependencies', 'depends_on_id', $$bench.id('tasks', n + 10)$$),
  ('task_dependencies', 'task_id', $$bench.id('tasks', n)$$),
  ('tasks', 'agent_id', $$case when n / 10 % 2 = 0 then bench.id('agents', bench.shared(n)) end$$),
  ('tasks', 'assignee_id', $$case when n / 10 % 2 = 1 then bench.id('users', bench.shared(n)) end$$),
  ('tasks', 'deadline', $$case when n / 10 % 3 > 0 then bench.at(n) + interval '1 day' end$$),
  ('tasks', 'finished_at', 'case when n <= 40 or n % 4 > 1 then bench.at(n) end'),
  ('usage_records', 'subscription_id', 'null'),
  ('user_tenants', 'user_id', $$bench.id('users', n)$$);

create function bench.tables() returns setof text language sql as $$
  select c.relname
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and (c.relname in ('users', 'public_blueprints')
          or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))
     and c.relname not in (select l.relation from bench.left_out l)
   order by (select count(*) from pg_index i where i.indrelid = c.oid) desc, 1
$$;

-- the words that a check allows
create function bench.choices(relation regclass, col smallint) returns text[] language sql as $$
  select (select array_agg(w) from regexp_matches(d.def, '''\{?([^''{}]+)\}?''', 'g') f, unnest(string_to_array(f[1], ',')) w)
    from (select pg_get_constraintdef(oid) as def from pg_constraint
           where conrelid = relation and contype = 'c' and conkey = array[col]) d
   where d.def ~ ' = ANY ' and d.def !~ 'jsonb_typeof'
$$;

create function bench.is_unique(relation regclass, col smallint) returns boolean language sql as $$
  select exists (select from pg_index i
                  where i.indrelid = relation and i.indisunique and col = any (i.indkey[0:i.indnkeyatts - 1]))
$$;

-- a key is unique by itself where nothing else but the tenant is in the index
create function bench.is_own(relation regclass, col smallint) returns boolean language sql as $$
  select exists (select from pg_index i
                  where i.indrelid = relation and i.indisunique and col = any (i.indkey[0:i.indnkeyatts - 1])
                    and i.indnkeyatts <= 1 + (exists (select from pg_attribute a
                          where a.attrelid = relation and a.attname = 'tenant_id' and a.attnum = any (i.indkey)))::int)
$$;

create function bench.parent(relation regclass, col smallint) returns text language sql as $$
  select case when f.confrelid = 'memberships'::regclass then 'users' else f.confrelid::regclass::text end
    from pg_constraint f
   where f.conrelid = relation and f.contype = 'f' and col = any (f.conkey) and f.conparentid = 0
     and f.confrelid <> 'tenants'::regclass
   limit 1
$$;

-- what column a of a row n holds; null: what it holds by default
create function bench.expression(relation text, a pg_attribute) returns text language plpgsql as $$
declare
  given constant text := (select o.expression from bench.overrides o where (o.relation, o.col) = (expression.relation, a.attname::text));
  parent constant text := bench.parent(a.attrelid, a.attnum);
  choices constant text[] := bench.choices(a.attrelid, a.attnum);
  is_unique constant boolean := bench.is_unique(a.attrelid, a.attnum);
  preset constant text := (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where (d.adrelid, d.adnum) = (a.attrelid, a.attnum));
begin
  return case
    when given is not null then given
    when a.attname = 'tenant_id' then 'bench.tenant(n)'
    when a.attname = 'id' and a.atttypid = 'uuid'::regtype then format('bench.id(%L, n)', relation)
    when parent is not null and a.atttypid = 'uuid'::regtype then
      format(case when bench.is_own(a.attrelid, a.attnum) then 'bench.id(%L, n)' else 'bench.id(%L, bench.shared(n))' end, parent)
    when choices is not null then
      format('(%1$L::text[])[case when n <= 40 then %2$s else 1 + n %% %3$s end]', choices, cardinality(choices), greatest(cardinality(choices) - 1, 1))
    when not a.attnotnull then null
    when a.attname = 'version' and is_unique then 'n'
    when a.attname = 'version' then null
    when a.attname = 'role' then $e$case when n <= 40 then 'admin' else 'viewer' end$e$
    when a.attname = 'email' then $e$md5(n::text) || '@bench.example'$e$
    when a.atttypid = 'boolean'::regtype then format('(n <= 40) <> (%s)', coalesce(preset, 'false'))
    when a.atttypid = 'timestamptz'::regtype then 'bench.at(n)'
    when a.atttypid = 'text'::regtype and (is_unique or a.attname in ('name', 'title')) then 'md5(n::text)'
    when a.atttypid = 'text'::regtype and preset is not null and exists (
        select from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum]
           and pg_get_constraintdef(c.oid) ~ ' ~ ') then null
    when a.atttypid = 'text'::regtype then format($e$case when n <= 40 then '%1$s_rare' else '%1$s_' || n %% 9 end$e$, a.attname)
    when a.atttypid = 'bytea'::regtype then format($e$sha256(convert_to(%L || n, 'UTF8'))$e$, relation)
    when a.atttypid in ('jsonb'::regtype, 'text[]'::regtype) and preset is not null then null
    when a.atttypid = 'jsonb'::regtype then quote_literal(case when a.attname in ('nodes', 'edges', 'connections', 'variables') then '[]' else '{}' end)
    when a.atttypid in ('int'::regtype, 'bigint'::regtype, 'smallint'::regtype, 'numeric'::regtype, 'float8'::regtype) then
      case when is_unique then 'n' else '1 + n % 100' end
  end;
end
$$;

-- Without triggers, because what they would add is filled as itself; indexes are made anew behind the rows,
-- which is quicker by far.
create function bench.fill(relation text) returns void language plpgsql
set session_replication_role = replica set synchronous_commit = off set work_mem = '64MB' as $$
declare
  indexes constant text[] := (
    select array_agg(replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')) from pg_index i
     where i.indrelid = relation::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid));
  names text;
  expressions text;
  one text;
begin
  select string_agg(quote_ident(x.attname), ', ' order by x.attnum), string_agg(x.expression, ', ' order by x.attnum)
    into names, expressions
    from (select a.attname, a.attnum, bench.expression(fill.relation, a) as expression
            from pg_attribute a
           where a.attrelid = fill.relation::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') x
   where x.expression is not null;
  foreach one in array coalesce(indexes, '{}') loop
    execute 'drop index ' || substring(one from 'INDEX (\S+) ON');
  end loop;
  execute format('insert into %I (%s) select %s from generate_series(1, (select rows from bench.scale)::bigint) n',
                 fill.relation, names, expressions);
  foreach one in array coalesce(indexes, '{}') loop
    execute one;
  end loop;
end
$$;

insert into tenants (id, name, slug) select bench.id('tenants', t), 'Bench ' || t, 'bench-' || t from generate_series(1, 3) t;
-- who asks is user 10, who is filled later
set session_replication_role = replica;
insert into sessions (user_id, tenant_id, token_hash)
values (bench.id('users', 10), bench.tenant(10), sha256(convert_to('bench-session', 'UTF8')));
reset session_replication_role;
