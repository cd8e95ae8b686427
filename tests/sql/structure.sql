-- Tables are of three classes, and hold what their class promises; code is callable by those
-- it is for only.
\ir fixture.psql
select * from no_plan();

create view test.tables as
select c.oid, c.relname as name, c.relispartition as is_partition,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
                 and not a.attisdropped) as has_tenant
  from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
   -- made and owned by the migration runner
   and c.relname !~ '^schema_';

create view test.classes as
select t.*, case
         when t.name in ('users', 'sessions', 'identities', 'user_settings', 'user_tenants') then 'user'
         when t.name in ('tenants', 'settings', 'login_attempts', 'throttle', 'verifications',
                         'key_tenants', 'fold_state', 'master_keys', 'public_blueprints', 'public_reviews', 'plans') then 'global'
         else 'tenant' end as class
  from test.tables t;

-- ---------------------------------------------------------------- all tables

select ok(c.relrowsecurity and c.relforcerowsecurity, t.name || ': row security is enabled and forced')
  from test.tables t join pg_class c on c.oid = t.oid;

select is(pg_get_userbyid(c.relowner), 'muster_owner', t.name || ' belongs to the owner')
  from test.tables t join pg_class c on c.oid = t.oid;

select ok(exists (select from pg_policy p where p.polrelid = t.oid and p.polpermissive
                     and p.polroles = array['muster_owner'::regrole::oid]),
          t.name || ': the owner has a policy of its own')
  from test.tables t;

select ok(not exists (select from pg_policy p where p.polrelid = t.oid and 0 = any (p.polroles)),
          t.name || ': no policy is for everybody')
  from test.tables t;

-- ---------------------------------------------------------------- tenant tables

select ok(t.has_tenant, t.name || ': a tenant table names its tenant')
  from test.classes t where t.class = 'tenant';

select ok(exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary),
          t.name || ' has a primary key')
  from test.classes t;

select is(a.attname, 'tenant_id', i.indexrelid::regclass || ' begins with the tenant')
  from test.classes t
  join pg_index i on i.indrelid = t.oid
  join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
 where t.class = 'tenant';

select ok(f.confrelid in ('tenants'::regclass, 'users'::regclass, 'master_keys'::regclass, 'plans'::regclass)
          or exists (select from pg_attribute a
                      where a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname = 'tenant_id'),
          f.conrelid::regclass || '.' || f.conname || ' carries the tenant')
  from pg_constraint f join test.classes t on t.oid = f.conrelid
 where f.contype = 'f' and t.class = 'tenant' and not t.is_partition;

select ok(f.confdelsetcols is not null and cardinality(f.confdelsetcols) = 1,
          f.conname || ' clears one column, not the tenant')
  from pg_constraint f join test.tables t on t.oid = f.conrelid
 where f.contype = 'f' and f.confdeltype = 'n' and not t.is_partition;

select is_empty($$
  select f.conname from pg_constraint f
   where f.contype = 'f' and f.confrelid = 'executions'::regclass and f.conparentid = 0
$$, 'nothing refers to executions by a foreign key, so that months can be dropped');

select set_eq(format($$
  select polcmd::text || polpermissive::text from pg_policy
   where polrelid = %s and polname in ('tenant_sees_own', 'role_may_insert', 'role_may_update', 'role_may_delete')
$$, t.oid), array['*true', 'afalse', 'wfalse', 'dfalse'], t.name || ': policies of app.protect')
  from test.classes t where t.class = 'tenant' and not t.is_partition;

select ok(pg_get_expr(p.polqual, p.polrelid) ~ '^\(tenant_id = \( SELECT auth\.tenant\(\)',
          t.name || ': the tenant is compared once a statement')
  from test.classes t join pg_policy p on p.polrelid = t.oid and p.polname = 'tenant_sees_own';

-- An index that two tenants share tells one of them, by refusing, what the other has.
select set_eq($$
  select i.indexrelid::regclass::text from pg_index i join test.classes t on t.oid = i.indrelid
   where i.indisunique and not i.indisprimary
     and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id'
                        and a.attnum = any (i.indkey))
$$, array['tenant_slug_is_free', 'user_email_is_free', 'session_token_is_unique', 'identity_is_of_one_user',
          'plan_name_is_free', 'plan_by_default_is_one'],
  'what is unique on the whole installation');

-- ---------------------------------------------------------------- policies

select is_empty($$
  select p.polrelid::regclass, p.polname from pg_policy p join test.classes t on t.oid = p.polrelid
   where p.polpermissive and p.polroles <> array['muster_owner'::regrole::oid]
     and (t.class <> 'global' or p.polcmd <> 'r')
     and 'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
$$, 'what every caller may do is read global tables');

select is_empty($$
  select p.polrelid::regclass, p.polname from pg_policy p
   where p.polpermissive and p.polroles <> array['muster_owner'::regrole::oid] and p.polcmd in ('*', 'w', 'a')
     and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid)) !~ 'auth\.(tenant|user_id)\(\)'
$$, 'a policy that lets write names who writes');

-- ---------------------------------------------------------------- partitions

select ok(not has_table_privilege(r.name, t.oid, 'select, insert, update, delete')
          and not has_any_column_privilege(r.name, t.oid, 'select'),
          t.name || ' is reached through its parent only, by ' || r.name)
  from test.tables t cross join unnest(array['muster_web', 'muster_live', 'muster_work']) r (name)
 where t.is_partition;

-- ---------------------------------------------------------------- secrets

-- muster_work opens them, and nobody else does
select is(has_column_privilege(r.name, 'credentials', 'sealed', 'select'), r.name = 'muster_work',
          'muster_work alone reads sealed values: ' || r.name)
  from unnest(array['muster_web', 'muster_live', 'muster_work']) r (name);

select ok(not has_column_privilege(r.name, s.tab, s.col, 'select'),
          r.name || ' cannot read ' || s.tab || '.' || s.col)
  from (values ('users', 'password_hash'), ('sessions', 'token_hash'), ('api_keys', 'hash'),
               ('invitations', 'token_hash'), ('verifications', 'token_hash')) s (tab, col)
 cross join unnest(array['muster_web', 'muster_live', 'muster_work']) r (name);

-- ---------------------------------------------------------------- grants

select ok(not has_column_privilege('muster_web', t.oid, a.attname, 'update'),
          t.name || '.' || a.attname || ' is never changed')
  from test.classes t join pg_attribute a on a.attrelid = t.oid and not a.attisdropped
 where not t.is_partition and a.attname in ('tenant_id', 'id', 'created_by', 'created_at', 'user_id')
   -- a key that is used anew after a day begins anew
   and (t.name, a.attname) <> ('idempotency_keys', 'created_at');

select ok(not has_column_privilege('muster_web', t.oid, a.attname, 'insert'),
          t.name || '.' || a.attname || ' is its own')
  from test.tables t join pg_attribute a on a.attrelid = t.oid and not a.attisdropped
 where t.name in ('agents', 'projects', 'executions', 'flowcharts', 'workflows', 'saved_views', 'default_views', 'tasks', 'agent_messages', 'blueprints',
                  'blueprint_reviews')
   and a.attname in ('created_by', 'user_id', 'updated_at')
    or t.name in ('projects', 'executions', 'saved_views', 'default_views', 'tasks', 'task_dependencies', 'agent_messages', 'agent_deliveries', 'blueprints',
                     'blueprint_reviews') and a.attname in ('tenant_id', 'created_at');

select ok(not has_database_privilege(r.name, current_database(), 'temporary'),
          r.name || ' makes no temporary tables')
  from unnest(array['muster_web', 'muster_live', 'muster_work']) r (name);

-- ---------------------------------------------------------------- code

create view test.functions as
select p.oid, p.oid::regprocedure::text as name, p.prosecdef, p.proconfig, p.proowner, p.proacl,
       n.nspname as schema
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname in ('public', 'app', 'auth', 'api', 'private');

select is_empty($$
  select name from test.functions where has_function_privilege('public', oid, 'execute')
$$, 'no function may be executed by everybody');

select is_empty($$select name from test.functions where pg_get_userbyid(proowner) <> 'muster_owner'$$,
                'all functions belong to the owner');

select is_empty($$
  select name from test.functions
   where prosecdef and not coalesce(proconfig @> array['search_path=pg_catalog, public, pg_temp'], false)
$$, 'every definer function sets its search path');

select is_empty($$select name from test.functions where prosecdef and schema not in ('private', 'auth')$$,
                'definer functions are private, or auth.begin');

select set_eq($$
  select split_part(name, '(', 1) from test.functions
   where prosecdef and has_function_privilege('muster_web', oid, 'execute')
$$, array['auth.begin', 'private.audit_tool_call', 'private.add_job_session', 'private.begin_mcp_test', 'private.blueprints_of_others', 'private.end_mcp_test', 'private.count_download', 'private.change_own_password', 'private.maintain_fold',
          'private.maintain_audit', 'private.maintain_partitions', 'private.maintain_trim', 'private.own_password_begin',
          'private.caller_tenants', 'private.change_own_email', 'private.configured_providers', 'private.email_confirm',
          'private.invitation_begin', 'private.invitation_end', 'private.invitation_look',
          'private.leave_tenant', 'private.make_tenant', 'private.reset_begin', 'private.reset_check',
          'private.reset_end', 'private.search', 'private.session_look', 'private.sign_in_begin', 'private.sign_in_end',
          'private.sign_out', 'private.sign_up', 'private.sign_up_begin',
          'private.switch_tenant', 'private.wanted_master_keys'],
  'these definer functions, and no others, are open to muster_web');

select set_eq($$
  select split_part(name, '(', 1) from test.functions
   where prosecdef and (has_function_privilege('muster_live', oid, 'execute')
                        or has_function_privilege('muster_work', oid, 'execute'))
$$, array['auth.begin'], 'muster_live and muster_work may call auth.begin alone');

select is_empty($$
  select p.oid::regprocedure from test.functions f join pg_proc p using (oid) join pg_language l on l.oid = p.prolang
   where p.proleakproof or l.lanname not in ('sql', 'plpgsql')
$$, 'no function sees rows before the policies do, and none leaves the database');

-- whoever asks without a tenant finds what is the installation's, and nothing else
create temporary table seen (name text, rows bigint);
grant insert on seen to muster_web;
set local role muster_web;
do $$
declare
  one record;
begin
  for one in select c.oid::regclass::text as name from pg_class c
              where c.relnamespace in ('public'::regnamespace, 'api'::regnamespace, 'app'::regnamespace)
                and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege(c.oid, 'select') loop
    execute format('insert into seen select %L, count(*) from %s', one.name, one.name);
  end loop;
end
$$;
reset role;
select set_eq('select name from seen where rows > 0 and name !~ ''^schema_''',
  array['settings', 'fold_state', 'plans', 'api.plans', 'api.official_mcp_servers',
        'api.official_templates', 'api.registered_mcp_servers'],
  'nobody sees a row of a tenant, in any table or view');
select cmp_ok((select count(*) from seen), '>', 60::bigint, 'and all were looked at');

select is_empty($$
  select c.oid::regclass from pg_class c
   where c.relnamespace in ('api'::regnamespace, 'app'::regnamespace, 'auth'::regnamespace, 'private'::regnamespace,
                            'public'::regnamespace)
     and c.relkind = 'm'
$$, 'no copy of rows is kept beside the policies');

select is_empty($$
  select c.oid::regclass, a.privilege_type from pg_class c cross join lateral aclexplode(c.relacl) a
   where a.grantee in ('muster_web'::regrole, 'muster_live'::regrole, 'muster_work'::regrole)
     and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
$$, 'nobody empties a table past its policies, or hangs anything on it');

select is_empty($$
  select c.oid::regclass from pg_class c
   where c.relnamespace in ('api'::regnamespace, 'app'::regnamespace, 'auth'::regnamespace, 'private'::regnamespace)
     and c.relkind = 'v'
     and not coalesce(c.reloptions @> array['security_invoker=true'], false)
$$, 'every view is of the one who asks');

select is_empty($$
  select c.oid::regclass from pg_class c
   cross join lateral aclexplode(c.relacl) a
   where c.relnamespace in ('public'::regnamespace, 'api'::regnamespace, 'app'::regnamespace)
     and a.grantee = 0
$$, 'nothing is granted to everybody');

select ok(not r.rolsuper and not r.rolbypassrls and not r.rolcreaterole and not r.rolcreatedb
          and r.rolcanlogin = (r.rolname <> 'muster_owner'), r.rolname || ' has no power of its own')
  from pg_roles r where r.rolname like 'muster\_%';

select is_empty($$
  select c.oid::regclass from pg_class c
   where pg_get_userbyid(c.relowner) in ('muster_web', 'muster_live', 'muster_work')
$$, 'the servers own nothing');

select is((select setconfig from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
            where d.datname = current_database() and s.setrole = 'muster_web'::regrole),
          array['plan_cache_mode=force_generic_plan', 'jit=off', 'enable_seqscan=off', 'random_page_cost=0.1', 'seq_page_cost=0.1'],
          'muster_web plans once, without scans, and by rows');

select is_empty($$
  select conname from pg_constraint c
   where c.connamespace = 'public'::regnamespace and c.contype in ('c', 'f') and c.conparentid = 0
     and c.conname !~ '_(is|are|has|have|begins|completes|belongs|counts)_' and c.conname !~ '_fkey$'
$$, 'constraints are named as sentences');

select finish();
rollback;
