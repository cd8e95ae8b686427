-- Every table that names a tenant × role × command × {own tenant, other tenant}, as muster_web, on rows that
-- rows.psql makes: a new table is in it by itself. What a role may do is what policies and grants declare; and
-- nothing of another tenant is ever seen or written, whatever they declare.
\ir fixture.psql
\ir rows.psql
select * from no_plan();

-- ---------------------------------------------------------------- what is declared

create table test.may as
select t.*, c as command, app.least_role(t.oid, c) as least,
       exists (select from pg_policy p where p.polrelid = t.oid and p.polname = 'tenant_sees_own') as is_of_tenant
  from test.tenant_tables t, unnest(array['select', 'insert', 'update', 'delete']) c;

-- What was decided of those that are known; of the others the descriptions tell, see resource/check.h.
create table test.decided (name text, may_select text, may_insert text, may_update text, may_delete text);
insert into test.decided values
  ('agents', 'viewer', 'operator', 'operator', null),
  ('projects', 'viewer', 'operator', 'operator', 'admin'),
  ('agent_activity', 'viewer', 'operator', 'operator', null),
  ('agent_metrics', 'viewer', 'operator', null, null),
  ('agent_capabilities', 'viewer', 'operator', 'operator', 'operator'),
  ('executions', 'viewer', 'operator', 'operator', null),
  ('execution_steps', 'viewer', 'operator', 'operator', null),
  ('execution_logs', 'viewer', 'operator', null, null),
  ('aliases', 'viewer', 'operator', null, null),
  ('idempotency_keys', 'viewer', 'viewer', 'viewer', 'viewer'),
  ('audit_log', 'admin', null, null, null),
  ('audit_seals', null, null, null, null),
  ('saved_views', 'viewer', 'viewer', 'viewer', 'viewer'),
  ('default_views', 'viewer', 'viewer', 'viewer', 'viewer'),
  ('api_keys', 'viewer', 'admin', 'admin', null),
  ('invitations', 'admin', 'admin', 'admin', null),
  ('memberships', 'viewer', null, 'admin', null),
  ('changes', 'viewer', null, null, null),
  ('rollups', 'viewer', null, null, null),
  ('agent_rollups', 'viewer', null, null, null),
  ('duration_rollups', 'viewer', null, null, null),
  ('agent_duration_rollups', 'viewer', null, null, null),
  ('agent_totals', 'viewer', null, null, null),
  ('flowcharts', 'viewer', 'operator', 'operator', 'operator'),
  ('flowchart_versions', 'viewer', null, null, null),
  ('workflows', 'viewer', 'operator', 'operator', 'admin'),
  ('workflow_versions', 'viewer', null, null, null),
  ('data_keys', 'viewer', 'admin', null, null),
  ('credentials', 'operator', 'admin', 'admin', 'admin'),
  ('mcp_servers', 'operator', 'admin', 'admin', 'admin'),
  ('mcp_headers', 'operator', 'admin', 'admin', 'admin'),
  ('tasks', 'viewer', 'operator', 'operator', 'operator'),
  ('task_dependencies', 'viewer', 'operator', null, 'operator'),
  ('subscriptions', 'viewer', 'owner', 'owner', null),
  ('usage_records', 'viewer', 'operator', null, null),
  ('usage_rollups', 'viewer', null, null, null),
  ('allowances', 'viewer', null, null, null),
  ('blueprints', 'viewer', 'operator', 'operator', 'admin'),
  ('blueprint_reviews', 'viewer', 'viewer', 'viewer', 'viewer'),
  ('agent_messages', 'viewer', 'operator', 'operator', 'admin'),
  ('agent_deliveries', 'viewer', null, 'operator', null),
  ('import_jobs', 'viewer', 'operator', 'operator', 'admin'),
  ('import_ids', 'viewer', 'operator', 'operator', null);

select results_eq(
  format('select command, least from test.may where name = %L order by command', d.name),
  $$values ('delete', $$ || quote_nullable(d.may_delete) || $$), ('insert', $$ || quote_nullable(d.may_insert)
    || $$), ('select', $$ || quote_nullable(d.may_select) || $$), ('update', $$ || quote_nullable(d.may_update) || ')',
  d.name || ': the roles that were decided')
  from test.decided d;

-- ---------------------------------------------------------------- statements

-- "a, b": the columns that muster_web may use for this, and that the row holds
create function test.columns(relation oid, command text, made jsonb, form text) returns text language sql as $$
  select string_agg(format(form, a.attname), ', ' order by a.attnum)
    from pg_attribute a
   where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     and has_column_privilege('muster_web', relation, a.attname, command)
     and (command <> 'insert' or made ->> a.attname is not null)
$$;

-- "x.a = r.a and …": it is this row, as far as muster_web sees its key
create function test.is_row(relation oid) returns text language sql as $$
  select coalesce(string_agg(format('x.%1$I = r.%1$I', a.attname), ' and '), 'x.tenant_id = r.tenant_id')
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
   where i.indrelid = relation and i.indisprimary and has_column_privilege('muster_web', relation, a.attname, 'select')
$$;

create function test.statement(relation oid, command text, made jsonb) returns text language sql as $$
  select case command
    when 'select' then format('select from %s x, %s where %s', relation::regclass, r, test.is_row(relation))
    when 'insert' then format('insert into %s (%s) select %s from %s', relation::regclass,
                              coalesce(test.columns(relation, command, made, '%I'), 'tenant_id'),
                              coalesce(test.columns(relation, command, made, 'r.%I'), 'r.tenant_id'), r)
    when 'update' then format('update %s x set %s from %s where %s', relation::regclass,
                              coalesce(test.columns(relation, command, made, '%1$I = r.%1$I'), 'tenant_id = r.tenant_id'), r,
                              test.is_row(relation))
    else format('delete from %s x using %s where %s', relation::regclass, r, test.is_row(relation)) end
  from (select format('jsonb_populate_record(null::%s, %L) r', relation::regclass, made) as r) r
$$;

create function test.forget(relation oid, made jsonb) returns void language plpgsql as $$
begin
  execute format('delete from %s x where to_jsonb(x) = %L', relation::regclass, made);
end
$$;

-- test.try of an insert: of the row that was there until now, with what refers to it
create function test.try_anew(role text, relation oid) returns text language plpgsql as $$
declare
  made constant jsonb := test.row(relation::regclass::text, 'alpha', role);
  n text;
begin
  set local session_replication_role = replica;
  perform test.forget(c.oid, test.row(c.name, 'alpha', role))
     from test.tenant_tables c
    where c.oid = relation
       or exists (select from pg_constraint f where f.contype = 'f' and (f.conrelid, f.confrelid) = (c.oid, relation));
  set local session_replication_role = origin;
  n := test.act(test.session('alpha', role), test.statement(relation, 'insert', made));
  raise sqlstate 'TUNDO';
exception
  when sqlstate 'TUNDO' then return n;
  when others then return sqlstate;
end
$$;

-- ---------------------------------------------------------------- own rows

select is(case when m.command = 'insert' and m.least is not null then test.try_anew(r, m.oid)
                         else test.try(test.session('alpha', r), test.statement(m.oid, m.command, o)) end,
          case when m.least is null then '42501' when auth.rank(r) >= auth.rank(m.least) then '1'
               when m.command = 'insert' then '42501' else '0' end,
          format('%s, %s, %s, own', m.name, r, m.command))
  from test.may m, unnest(array['viewer', 'operator', 'admin', 'owner']) r, test.row(m.name, 'alpha', r) o
 where m.is_of_tenant;

-- ---------------------------------------------------------------- rows of another tenant

insert into users (id, email) values (test.user('alpha', 'left'), 'left@alpha.example');
insert into memberships (tenant_id, user_id, role, ended_at) values (test.tenant('alpha'), test.user('alpha', 'left'), 'owner', now());
insert into sessions (user_id, tenant_id, token_hash)
values (test.user('alpha', 'left'), test.tenant('alpha'), test.session('alpha', 'left'));

create table test.askers as
select r as who, test.session('alpha', r) as session from unnest(array['viewer', 'operator', 'admin', 'owner', 'left']) r
union all values ('key', sha256('key alpha')), ('nobody', null);

select is(test.try(a.session, test.statement(m.oid, m.command, o)),
          case when a.who = 'left' then 'MU401' when m.least is null then '42501' else '0' end,
          format('%s, %s, %s, of another tenant', m.name, a.who, m.command))
  from test.may m, test.askers a, test.row(m.name, 'beta', 'owner') o
 where m.command <> 'insert' and (m.command <> 'select' or m.name not in (select name from test.shared where is_read));

-- All rows that are seen; none without a tenant.
select is(test.try(a.session, format('select from %s where tenant_id is distinct from %L', m.oid::regclass, s.id)),
          case when a.who = 'left' then 'MU401' when m.least is null then '42501' else '0' end,
          format('%s, %s, sees none but own', m.name, a.who))
  from test.may m, test.askers a, lateral (select case when a.who <> 'nobody' then test.tenant('alpha') end as id) s
 where m.command = 'select' and m.name not in (select name from test.shared where is_read);

-- Where a row cannot name its tenant it is one of the own tenant, or refused for what it refers to.
select is(case when n = 'TLEAK' or is_named and length(n) < 5 then n else 'refused' end, 'refused',
          format('%s, %s, insert, of another tenant', m.name, a.who))
  from test.may m, test.askers a,
       test.try(a.session, test.statement(m.oid, 'insert', test.row(m.name, 'beta', 'owner'))) n,
       has_column_privilege('muster_web', m.oid, 'tenant_id', 'insert') is_named
 where m.command = 'insert';

-- All at once, by those who may most.
select isnt(test.try(a.session, c), 'TLEAK', format('%s by %s', c, a.who))
  from test.tenant_tables t, test.askers a,
       unnest(array[format('delete from %s', t.oid::regclass),
                    format('update %s x set %s', t.oid::regclass, coalesce(test.columns(t.oid, 'update', '{}', '%1$I = x.%1$I'), 'tenant_id = x.tenant_id'))]) c
 where a.who in ('owner', 'key');

-- ---------------------------------------------------------------- user tables

select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from ' || t),
          '1', t || ': a user sees the own row, and no other')
  from unnest(array['sessions', 'identities', 'user_settings', 'user_tenants']) t;

select is(test.ask(null, 'select count(*) from ' || t), '0', t || ': nobody sees no row')
  from unnest(array['sessions', 'identities', 'user_settings', 'user_tenants', 'users', 'tenants']) t;

select is(test.ask(test.session('alpha', 'viewer'), 'select count(*) from users'), '5',
          'users: members of the own tenant are seen, also who left');
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
select is(test.try(sha256('key alpha'), 'select from saved_views where name = ''Mine'''), '1', 'a view that is shared is seen by a key too');
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
insert into tasks (tenant_id, title) select test.tenant(t), 'First' from unnest(array['alpha', 'beta']) t;
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
select is(test.try(test.session('alpha', 'viewer'), 'select from saved_views where name = ''Mine'''), '1',
          'the views of others are not seen unless shared');

select finish();
rollback;
