-- Every table × role × command × {own tenant, other tenant, no tenant}, as muster_web. What
-- is expected follows from a table of who may do what; a table that is missing in it fails.
\ir fixture.psql
select * from no_plan();

insert into flowcharts (tenant_id, agent_id)
select test.tenant(t), test.agent(t) from unnest(array['alpha', 'beta']) t;
insert into agent_metrics (tenant_id, agent_id, name, value)
select test.tenant(t), test.agent(t), 'Read', 1 from unnest(array['alpha', 'beta']) t;
insert into agent_capabilities (tenant_id, agent_id, name)
select test.tenant(t), test.agent(t), 'Read' from unnest(array['alpha', 'beta']) t;
insert into workflows (tenant_id, name) select test.tenant(t), 'W' from unnest(array['alpha', 'beta']) t;
insert into audit_seals (tenant_id, number, entries, digest)
select test.tenant(t), 1, 1, sha256('x') from unnest(array['alpha', 'beta']) t;
insert into default_views (tenant_id, user_id, noun, view_id)
select tenant_id, user_id, noun, id from saved_views where tenant_id in (test.tenant('alpha'), test.tenant('beta'));
insert into master_keys (id, check_value) values (repeat('0', 16), sha256('test'));
insert into data_keys (tenant_id, id, master_id, wrapped)
select test.tenant(t), test.agent(t), repeat('0', 16), decode(repeat('00', 60), 'hex')
  from unnest(array['alpha', 'beta']) t;
insert into credentials (tenant_id, name) select test.tenant(t), 'C' from unnest(array['alpha', 'beta']) t;
insert into mcp_servers (tenant_id, id, name, url)
select test.tenant(t), test.agent(t), 'M', 'https://m.example' from unnest(array['alpha', 'beta']) t;
insert into mcp_headers (tenant_id, server_id, name, sealed)
select tenant_id, id, 'x-a', decode('01' || replace(id::text, '-', '') || repeat('00', 44), 'hex') from mcp_servers;
insert into tasks (tenant_id, title) select test.tenant(t), n from unnest(array['alpha', 'beta']) t, unnest(array['First', 'Then']) n;
insert into task_dependencies (tenant_id, task_id, depends_on_id)
select b.tenant_id, b.id, a.id from tasks a join tasks b using (tenant_id) where (a.title, b.title) = ('First', 'Then');
insert into subscriptions (tenant_id, plan_id, current_period_end, status)
select test.tenant(t), p.id, 'infinity', 'expired' from unnest(array['alpha', 'beta']) t, plans p where p.is_default;
insert into allowances (tenant_id, unit, most, since, until)
select test.tenant(t), 'storage', 1, now(), 'infinity' from unnest(array['alpha', 'beta']) t;
insert into usage_records (tenant_id, event_id, billing_unit, quantity) select test.tenant(t), 'told', 'storage', 0 from unnest(array['alpha', 'beta']) t;
insert into usage_rollups (tenant_id, unit, day) select test.tenant(t), 'storage', '2026-01-01' from unnest(array['alpha', 'beta']) t;
insert into blueprints (tenant_id, agent_id) select test.tenant(t), test.agent(t) from unnest(array['alpha', 'beta']) t;
-- of each tenant two public ones: one that each member of the other has reviewed, and one that none has
insert into public_blueprints (id, tenant_id, publisher, kind, name, description, category, label_version, pricing, price_micros,
                               currency, definition, downloads, created_at, updated_at)
select app.uuid_at('2026-01-01', t || n), test.tenant(t), t, 'agent', n, '', '', '1', 'free', 0, 'USD', '{}', 0, now(), now()
  from unnest(array['alpha', 'beta']) t, unnest(array['reviewed', 'new']) n;
insert into blueprint_reviews (tenant_id, blueprint_id, rating, created_by)
select test.tenant(t), p.id, 4, test.user(t, r) from unnest(array['alpha', 'beta']) t, unnest(array['viewer', 'operator', 'admin', 'owner']) r,
       public_blueprints p where p.name = 'reviewed' and p.tenant_id <> test.tenant(t);
insert into agent_messages (tenant_id, recipient_id, type)
select test.tenant(t), test.agent(t), 'heartbeat' from unnest(array['alpha', 'beta']) t;
insert into import_jobs (tenant_id) select test.tenant(t) from unnest(array['alpha', 'beta']) t;
insert into import_ids (tenant_id, source, kind, old_id, id, fingerprint)
select test.tenant(t), 'test', 'agent', 'old', test.agent(t), sha256('old') from unnest(array['alpha', 'beta']) t;

-- The least role for each command; null: nobody. %1$L is a tenant's id, %2$L its agent
-- without an activity. change: what an update sets.
create temporary table spec as
select * from (values
  ('agents', 'viewer', 'operator', 'operator', null, 'name = name',
   'insert into agents (tenant_id, name) values (%1$L, ''x'')'),
  ('projects', 'viewer', 'operator', 'operator', 'admin', 'name = name',
   'insert into projects (name) values (''x'')'),
  ('agent_activity', 'viewer', 'operator', 'operator', null, 'heartbeat_at = now()',
   'insert into agent_activity (tenant_id, agent_id) values (%1$L, %2$L)'),
  ('agent_metrics', 'viewer', 'operator', null, null, 'name = name',
   'insert into agent_metrics (agent_id, name, value) values (%2$L, ''New'', 1)'),
  ('agent_capabilities', 'viewer', 'operator', 'operator', 'operator', 'name = name',
   'insert into agent_capabilities (agent_id, name) values (%2$L, ''New'')'),
  ('executions', 'viewer', 'operator', 'operator', null, 'title = title',
   'insert into executions (title) values (''x'')'),
  ('execution_steps', 'viewer', 'operator', 'operator', null, 'name = name',
   'insert into execution_steps (tenant_id, execution_id, node_id) values (%1$L, uuid_v7(), ''n'')'),
  ('execution_logs', 'viewer', 'operator', null, null, 'level = level',
   'insert into execution_logs (tenant_id, execution_id, message) values (%1$L, uuid_v7(), ''m'')'),
  ('aliases', 'viewer', 'operator', null, null, 'id = id',
   'insert into aliases (tenant_id, kind, alias, id) values (%1$L, ''agent'', ''new'', uuid_v7())'),
  ('idempotency_keys', 'viewer', 'viewer', 'viewer', 'viewer', 'kind = kind',
   'insert into idempotency_keys (tenant_id, key, fingerprint, kind) values (%1$L, ''k'', ''f'', ''agent'')'),
  ('audit_log', 'admin', null, null, null, 'action = action',
   'insert into audit_log (tenant_id, action, noun) values (%1$L, ''edit'', ''agent'')'),
  ('audit_seals', null, null, null, null, 'entries = entries',
   'insert into audit_seals (tenant_id, number, entries, digest) values (%1$L, 9, 1, sha256(''x''))'),
  ('saved_views', 'viewer', 'viewer', 'viewer', 'viewer', 'name = name',
   'insert into saved_views (noun, name) values (''agents'', ''New'')'),
  ('default_views', 'viewer', 'viewer', 'viewer', 'viewer', 'view_id = view_id',
   'with v as (insert into saved_views (noun, name) values (''executions'', ''New'') returning id, noun)
    insert into default_views (noun, view_id) select noun, id from v'),
  ('api_keys', 'viewer', 'admin', 'admin', null, 'name = name',
   'insert into api_keys (name, hash) values (''x'', sha256(''x''))'),
  ('invitations', 'admin', 'admin', 'admin', null, 'version = version',
   'insert into invitations (email, role, token_hash) values (''x@y'', ''viewer'', sha256(''x''))'),
  ('memberships', 'viewer', null, 'admin', null, 'version = version',
   'insert into memberships (tenant_id, user_id, role) values (%1$L, uuid_v7(), ''owner'')'),
  ('changes', 'viewer', null, null, null, 'op = op',
   'insert into changes (tenant_id, kind, id, op) values (%1$L, ''agent'', uuid_v7(), ''insert'')'),
  ('rollups', 'viewer', null, null, null, 'failed = 0',
   'insert into rollups (tenant_id, grain, bucket) values (%1$L, ''day'', now())'),
  ('agent_rollups', 'viewer', null, null, null, 'failed = 0',
   'insert into agent_rollups (tenant_id, agent_id, day) values (%1$L, %2$L, now())'),
  ('duration_rollups', 'viewer', null, null, null, 'runs = 0',
   'insert into duration_rollups (tenant_id, grain, bucket, bin, runs) values (%1$L, ''day'', now(), 1, 1)'),
  ('agent_duration_rollups', 'viewer', null, null, null, 'runs = 0',
   'insert into agent_duration_rollups (tenant_id, agent_id, day, bin, runs) values (%1$L, %2$L, now(), 1, 1)'),
  ('agent_totals', 'viewer', null, null, null, 'running = 0',
   'insert into agent_totals (tenant_id, agent_id) values (%1$L, %2$L)'),
  ('flowcharts', 'viewer', 'operator', 'operator', 'operator', 'layout = layout',
   'insert into flowcharts (tenant_id, agent_id) values (%1$L, %2$L)'),
  ('flowchart_versions', 'viewer', null, null, null, 'version = version',
   'insert into flowchart_versions (tenant_id, flowchart_id, version) values (%1$L, uuid_v7(), 1)'),
  ('workflows', 'viewer', 'operator', 'operator', 'admin', 'name = name',
   'insert into workflows (tenant_id, name) values (%1$L, ''x'')'),
  ('workflow_versions', 'viewer', null, null, null, 'version = version',
   'insert into workflow_versions (tenant_id, workflow_id, version) values (%1$L, uuid_v7(), 1)'),
  -- who may make one is asked in credential.sql: there is one of each tenant, which is never named
  ('data_keys', 'viewer', null, null, null, 'wrapped_at = now()',
   'insert into data_keys (tenant_id, id, master_id, wrapped) values (%1$L, %2$L, repeat(''0'', 16), decode(repeat(''00'', 60), ''hex''))'),
  ('credentials', 'operator', 'admin', 'admin', 'admin', 'name = name',
   'insert into credentials (name) values (''x'')'),
  ('mcp_servers', 'operator', 'admin', 'admin', 'admin', 'name = name',
   'insert into mcp_servers (name, url) values (''x'', ''https://x.example'')'),
  ('mcp_headers', 'operator', 'admin', 'admin', 'admin', 'sealed = decode(''01'' || replace(server_id::text, ''-'', '''') || repeat(''00'', 44), ''hex'')',
   'with m as (insert into mcp_servers (name, url) values (''x'', ''https://x.example'') returning id)
    insert into mcp_headers (server_id, name, sealed)
    select m.id, ''x-b'', decode(''01'' || replace(k.id::text, ''-'', '''') || repeat(''00'', 44), ''hex'') from m, data_keys k'),
  ('tasks', 'viewer', 'operator', 'operator', 'operator', 'title = title',
   'insert into tasks (title) values (''x'')'),
  ('task_dependencies', 'viewer', 'operator', null, 'operator', 'task_id = task_id',
   'with t as (insert into tasks (title) values (''x''), (''y'') returning id)
    insert into task_dependencies (task_id, depends_on_id) select min(id::text)::uuid, max(id::text)::uuid from t'),
  ('subscriptions', 'viewer', 'owner', 'owner', null, 'version = version',
   'insert into subscriptions (plan_id, current_period_end) select id, ''infinity'' from plans where is_default'),
  ('usage_records', 'viewer', 'operator', null, null, 'quantity = 0',
   'insert into usage_records (event_id, billing_unit, quantity) values (''new'', ''storage'', 1)'),
  ('usage_rollups', 'viewer', null, null, null, 'quantity = 0',
   'insert into usage_rollups (tenant_id, unit, day) values (%1$L, ''new'', now())'),
  ('allowances', 'viewer', null, null, null, 'used = 0',
   'insert into allowances (tenant_id, unit, most, since, until) values (%1$L, ''new'', 1, now(), now())'),
  ('blueprints', 'viewer', 'operator', 'operator', 'admin', 'name = name',
   'insert into blueprints (agent_id) values (%2$L)'),
  ('blueprint_reviews', 'viewer', 'viewer', 'viewer', 'viewer', 'rating = rating',
   'insert into blueprint_reviews (blueprint_id, rating) values (app.uuid_at(''2026-01-01'', ''betanew''), 4)'),
  ('agent_messages', 'viewer', 'operator', 'operator', 'admin', 'attempts = attempts',
   'insert into agent_messages (type) values (''heartbeat'')'),
  ('agent_deliveries', 'viewer', null, 'operator', null, 'attempts = attempts',
   'insert into agent_deliveries (tenant_id, message_id, agent_id, rank, due_at)
    values (%1$L, uuid_v7(), %2$L, 1, now())'),
  ('import_jobs', 'viewer', 'operator', 'operator', 'admin', 'done = done',
   'insert into import_jobs (tenant_id) values (%1$L)'),
  ('import_ids', 'viewer', 'operator', 'operator', null, 'fingerprint = fingerprint',
   'insert into import_ids (tenant_id, source, kind, old_id, id, fingerprint) values (%1$L, ''n8n'', ''agent'', ''new'', uuid_v7(), sha256(''x''))')
) s (name, may_select, may_insert, may_update, may_delete, change, make);

select set_eq($$select name from spec$$, $$
  select c.relname::text from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_sees_own')
$$, 'all tenant tables are in the matrix');

create temporary view cases as
select s.*, r.role, w.whose, c.command,
       case c.command when 'select' then s.may_select when 'insert' then s.may_insert
                      when 'update' then s.may_update else s.may_delete end as needed,
       case when w.whose <> 'none' then test.session('alpha', r.role) end as session,
       test.tenant(case w.whose when 'other' then 'beta' else 'alpha' end) as tenant,
       test.agent(case w.whose when 'other' then 'beta spare' else 'alpha spare' end) as agent
  from spec s
 cross join unnest(array['viewer', 'operator', 'admin', 'owner']) r (role)
 cross join unnest(array['select', 'insert', 'update', 'delete']) c (command)
 cross join unnest(array['own', 'other', 'none']) w (whose)
 -- where tenant_id is in no grant, an insert cannot even name another tenant
 where not (c.command = 'insert' and w.whose = 'other' and s.make !~ '%1');

create temporary view tries as
select c.*, case c.command
    when 'select' then format('select tenant_id from %I where tenant_id = %L', c.name, c.tenant)
    when 'insert' then format(c.make, c.tenant, c.agent)
    when 'update' then format('update %I set %s where tenant_id = %L', c.name, c.change, c.tenant)
    else format('delete from %I where tenant_id = %L', c.name, c.tenant) end as statement
  from cases c;

-- Own: rows, where the role suffices. Without it, or without a tenant: none are seen, and an
-- insert is refused (42501), as is what no grant allows.
select is(case when t.result = '0' then 'none' when length(t.result) < 5 then 'rows' else t.result end,
          case when t.needed is null then '42501'
               when t.whose = 'own' and auth.rank(t.role) >= auth.rank(t.needed) then 'rows'
               when t.command = 'insert' then '42501'
               else 'none' end,
          format('%s, %s, %s, %s', t.name, t.role, t.command, t.whose))
  from (select x.*, test.try(x.session, x.statement) as result from tries x) t;

-- ---------------------------------------------------------------- user tables

select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from ' || t),
          '1', t || ': a user sees the own row, and no other')
  from unnest(array['sessions', 'identities', 'user_settings', 'user_tenants']) t;

select is(test.ask(null, 'select count(*) from ' || t), '0', t || ': nobody sees no row')
  from unnest(array['sessions', 'identities', 'user_settings', 'user_tenants', 'users', 'tenants']) t;

select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from users'), '4',
          'users: members of the own tenant are seen');
select is(test.ask(test.session('alpha', 'viewer'), 'select string_agg(name, '','') from tenants'), 'Alpha',
          'tenants: the own one is seen');

select is(test.try(test.session('alpha', 'owner'), format('update users set name = ''X'' where id <> %L',
                                                          test.user('alpha', 'owner'))), '0',
          'an owner cannot rename another user');
select is(test.try(test.session('alpha', 'viewer'), 'update users set name = ''X'''), '1',
          'a viewer renames none but himself');
select is(test.try(test.session('alpha', 'viewer'), 'update users set email = ''x@y'''), '42501',
          'an address is not changed by its user alone');
select is(test.try(test.session('alpha', 'viewer'), 'select password_hash from users'), '42501',
          'a password hash is not read');
select is(test.try(test.session('alpha', 'owner'), 'update sessions set revoked_at = now()'), '1',
          'nobody ends sessions of others');
select is(test.ask(sha256('key alpha'), 'select count(*) from api.sessions'), '0', 'a key sees no sessions of its maker');
select is(test.ask(sha256('key alpha'), 'select api.revoke_other_sessions()'), '0', 'and ends none of them');
select is(test.ask(sha256('key alpha'), format('select api.revoke_session(%L)', s.id)), 'false', 'nor a certain one')
  from sessions s where s.user_id = test.user('alpha', 'admin');
select is(test.try(sha256('key alpha'), s), e, d) from (values
  ('select from user_settings', '0', 'a key sees no settings of its maker'),
  ('update user_settings set theme = ''dark''', '0', 'and changes none'),
  ('insert into user_settings (theme) values (''dark'') on conflict (user_id) do update set theme = excluded.theme',
   '42501', 'nor makes any'),
  ('select from saved_views', '0', 'a key sees no views of its maker'),
  ('update saved_views set name = ''X''', '0', 'and changes none'),
  ('delete from saved_views', '0', 'nor deletes any'),
  ('insert into saved_views (noun, name) values (''agents'', ''New'')', '42501', 'nor saves any')
) c (s, e, d);
update saved_views set shared = true
 where tenant_id = test.tenant('alpha') and user_id = test.user('alpha', 'owner');
select is(test.try(sha256('key alpha'), 'select from saved_views'), '1', 'a view that is shared is seen by a key too');
select is(test.try(sha256('key alpha'), 'update saved_views set name = ''X'''), '0', 'but not changed');
update saved_views set shared = false where tenant_id = test.tenant('alpha');
select is(test.try(sha256('key alpha'), 'update users set name = ''X'''), '0', 'a key does not rename its maker');

select is(test.try(test.session('alpha', r), 'update tenants set name = ''X'''),
          case when r in ('admin', 'owner') then '1' else '0' end, r || ' renames the tenant')
  from unnest(array['viewer', 'operator', 'admin', 'owner']) r;

-- ---------------------------------------------------------------- global tables

select is(test.try(test.session('alpha', 'owner'), 'select from ' || t), '42501', t || ' is not readable')
  from unnest(array['login_attempts', 'throttle', 'verifications', 'key_tenants']) t;
select is(test.try(test.session('alpha', 'owner'), format('update %I set %s', t, c)), '42501',
          t || ' is not writable')
  from (values ('settings', 'value = ''x'''), ('plans', 'limits = ''{}'''), ('fold_state', 'watermark = ''0'''),
               ('master_keys', 'made_at = now()')) x (t, c);

-- ---------------------------------------------------------------- beyond rows

select is(test.try(test.session('alpha', 'operator'),
                   format('insert into executions (agent_id) values (%L)', test.agent('beta'))),
          '23503', 'an execution cannot name an agent of another tenant');
select is(test.try(test.session('alpha', 'operator'), format('insert into tasks (title, agent_id) values (''x'', %L)', test.agent('beta'))),
          '23503', 'nor can a task');
select is(test.try(test.session('alpha', 'operator'), format('insert into tasks (title, assignee_id) values (''x'', %L)', test.user('beta', 'owner'))),
          '23503', 'nor a member of one');
select is(test.try(test.session('alpha', 'operator'), format('insert into agent_messages (type, %s_id) values (''heartbeat'', %L)', e, test.agent('beta'))),
          '23503', 'nor a message, as its ' || e) from unnest(array['sender', 'recipient']) e;
select is(test.try(test.session('alpha', 'operator'),
                   format('insert into task_dependencies (task_id, depends_on_id) select id, %L from tasks limit 1', b.id)),
          '23503', 'nor wait for a task of one') from tasks b where b.tenant_id = test.tenant('beta') limit 1;
select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from private.search(''tasks'', ''first'')'), '1',
          'a search finds rows of the own tenant');
select is(test.try(test.session('alpha', 'operator'),
                   format('update agents set tenant_id = %L', test.tenant('beta'))),
          '42501', 'a row cannot be moved to another tenant');
select is(test.try(test.session('alpha', 'admin'),
                   'insert into api_keys (name, hash, role) values (''x'', sha256(''x''), ''owner'')'),
          '42501', 'a key cannot be above its maker');
select is(test.try(test.session('alpha', 'admin'),
                   'insert into invitations (email, role, token_hash) values (''x@y'', ''owner'', sha256(''x''))'),
          '42501', 'an invitation cannot be above its maker');
select is(test.try(test.session('alpha', 'viewer'),
                   format('insert into saved_views (user_id, noun, name) values (%L, ''agents'', ''New'')',
                          test.user('alpha', 'admin'))),
          '42501', 'a view is saved for oneself');
select is(test.try(test.session('alpha', 'viewer'), 'select from saved_views'), '1',
          'the views of others are not seen unless shared');

select finish();
rollback;
