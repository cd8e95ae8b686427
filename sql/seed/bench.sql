-- bench.sql: made-up data for measurements: muster.bench_rows executions (1,000,000) over
-- muster.bench_tenants tenants (50), of the 400 days before now, 40 agents a tenant. Run as
-- the admin login in one transaction against a scratch database; the caller may set both
-- settings before, by set_config; vacuum and analyze after it. The same every time but for
-- the distance to now.
--
-- Tenant T (from 1) is app.uuid_at('2025-01-01Z', 'bench-tenant-T'), its agent A (from 1)
-- app.uuid_at('2025-01-01Z', 'bench-agent-T-A'), its owner bench-T@bench.example; the
-- session is the text 'bench-session-T', the key 'bench-key-T'.
set local role muster_owner;

select private.make_partitions(now() - interval '400 days', now() + interval '2 months');

create temporary table bench on commit drop as
select coalesce(nullif(current_setting('muster.bench_rows', true), ''), '1000000')::int as executions,
       coalesce(nullif(current_setting('muster.bench_tenants', true), ''), '50')::int as tenants,
       timestamptz '2025-01-01 00:00:00+00' as began;

insert into tenants (id, name, slug)
select app.uuid_at(b.began, 'bench-tenant-' || t), 'Bench ' || t, 'bench-' || t
  from bench b cross join generate_series(1, b.tenants) t
on conflict do nothing;

insert into users (id, email, name)
select app.uuid_at(b.began, 'bench-user-' || t), 'bench-' || t || '@bench.example', 'Owner ' || t
  from bench b cross join generate_series(1, b.tenants) t;

insert into memberships (tenant_id, user_id, role)
select app.uuid_at(b.began, 'bench-tenant-' || t), app.uuid_at(b.began, 'bench-user-' || t), 'owner'
  from bench b cross join generate_series(1, b.tenants) t;

insert into sessions (user_id, tenant_id, token_hash)
select app.uuid_at(b.began, 'bench-user-' || t), app.uuid_at(b.began, 'bench-tenant-' || t),
       sha256(convert_to('bench-session-' || t, 'UTF8'))
  from bench b cross join generate_series(1, b.tenants) t;

insert into api_keys (tenant_id, name, hash, prefix, role, created_by)
select app.uuid_at(b.began, 'bench-tenant-' || t), 'Bench',
       sha256(convert_to('bench-key-' || t, 'UTF8')), 'bench-key', 'operator',
       app.uuid_at(b.began, 'bench-user-' || t)
  from bench b cross join generate_series(1, b.tenants) t;

insert into agents (tenant_id, id, name, status, category, type, model_provider, model, created_by,
                    created_at)
select app.uuid_at(b.began, 'bench-tenant-' || t),
       app.uuid_at(b.began, 'bench-agent-' || t || '-' || a),
       'Agent ' || a, (array['active', 'active', 'active', 'active', 'paused', 'inactive'])[1 + a % 6],
       (array['Support', 'Finance', 'Research', 'Operations'])[1 + a % 4], 'worker', 'mistral',
       'mistral-large', app.uuid_at(b.began, 'bench-user-' || t), b.began
  from bench b cross join generate_series(1, b.tenants) t cross join generate_series(1, 40) a;

create temporary table bench_agents on commit drop as
select t, a, app.uuid_at(b.began, 'bench-tenant-' || t) as tenant_id,
       app.uuid_at(b.began, 'bench-agent-' || t || '-' || a) as id,
       app.uuid_at(b.began, 'bench-user-' || t) as user_id
  from bench b cross join generate_series(1, b.tenants) t cross join generate_series(1, 40) a;
create unique index on bench_agents (t, a) include (tenant_id, id, user_id);
analyze bench_agents;

-- oldest first, as they would have come; tenants and agents take turns by hash
insert into executions (tenant_id, id, agent_id, status, trigger, title, input, output, error,
                        started_at, completed_at, tokens, cost_micros, created_by)
select a.tenant_id, app.uuid_at(e.at, 'bench-execution-' || e.n), a.id,
       e.status, (array['api', 'cron', 'webhook', 'manual'])[1 + e.n % 4], 'Run ' || e.n,
       jsonb_build_object('n', e.n, 'source', 'bench'),
       case e.status when 'completed' then jsonb_build_object('ok', true, 'n', e.n) end,
       case e.status when 'failed' then 'the model answered 503' end,
       case when e.status <> 'pending' then e.at end,
       case when e.status not in ('pending', 'running')
            then e.at + (e.n % 60000) * interval '1 millisecond' end,
       case e.status when 'pending' then 0 else 500 + e.n % 4000 end,
       case e.status when 'pending' then 0 else 1000 + e.n % 9000 end,
       a.user_id
  from (select n, abs(hashint4(n)) % b.tenants + 1 as t, abs(hashint4(n + 7)) % 40 + 1 as a,
               now() - (b.executions - n) * (interval '400 days' / b.executions) as at,
               case when n > b.executions - b.tenants * 2
                    then (array['running', 'pending'])[1 + abs(hashint4(n + 9)) % 2]
                    when n % 100 < 94 then 'completed'
                    when n % 100 < 98 then 'failed'
                    when n % 100 < 99 then 'timeout'
                    else 'cancelled' end as status
          from bench b cross join lateral generate_series(1, b.executions) n) e
  join bench_agents a on a.t = e.t and a.a = e.a
 order by e.n;

select private.fold_own();

reset role;
