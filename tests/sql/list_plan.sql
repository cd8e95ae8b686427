-- Lists of deleted agents, workflows, versions, the audit log and imports read what they show: plans as the
-- servers make them, over 5,000 rows of each of two tenants.
\ir compact.psql
\ir fixture.psql
select * from no_plan();

insert into users (id, email) select app.uuid_at('2026-01-01', 'editor' || n), 'editor' || n || '@alpha.example' from generate_series(1, 40) n;
insert into workflows (tenant_id, name, status, category, is_template, updated_at)
select test.tenant(t), md5(n::text), (array['draft', 'active', 'paused', 'archived'])[n / 20 % 4 + 1], 'c' || n % 11, n % 500 = 0, now() - n * interval '1 minute'
  from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into audit_log (tenant_id, actor, action, noun, row_id)
select test.tenant(t), app.uuid_at('2026-01-01', 'editor' || n % 40 + 1), 'action ' || n % 7, 'noun ' || n % 9, app.uuid_at('2026-01-01', 'row' || n % 45)
  from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into agents (tenant_id, name, deleted_at)
select test.tenant(t), md5(n::text), now() - n * interval '1 minute' from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
create function test.project(tenant text) returns uuid language sql as $$
  select id from projects where tenant_id = test.tenant(tenant) and name = 'P'
$$;
insert into projects (tenant_id, name, type, active)
select test.tenant(t), md5(n::text), 'type ' || n % 9, n % 40 <> 0 from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into agents (tenant_id, name, type, model_provider, model, project_id)
select test.tenant(t), md5(n::text), 'type ' || n % 9, 'provider ' || n % 7, 'model ' || n % 11, case when n % 100 = 0 then test.project(t) end from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
update workflows w set project_id = p.id from projects p where (p.tenant_id, p.name) = (w.tenant_id, 'P') and w.category = 'c5';
insert into import_jobs (tenant_id) select test.tenant(t) from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into flowcharts (tenant_id, agent_id) select test.tenant(t), test.agent(t) from unnest(array['alpha', 'beta']) t;
insert into flowchart_versions (tenant_id, flowchart_id, version, label_version, nodes, connections, metadata, layout, extra, node_count, edge_count)
select f.tenant_id, f.id, n, '', '[]', '[]', '{}', '{}', '{}', 0, 0 from flowcharts f, generate_series(2, 5000) n;
insert into tasks (tenant_id, title, description, type, status, priority, finished_at, assignee_id, deadline)
select test.tenant(t), md5(n::text), 'word' || n % 700, 'type ' || n % 9,
       (array['pending', 'in_progress', 'completed', 'failed', 'cancelled'])[n / 20 % 5 + 1], (array['low', 'normal', 'high', 'urgent'])[n / 3 % 4 + 1],
       case when n / 20 % 5 > 1 then now() - n * interval '1 minute' end, case when n % 40 = 0 then test.user(t, 'operator') end,
       case when n % 3 > 0 then now() + n * interval '1 minute' end
  from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into agent_messages (tenant_id, sender_id, recipient_id, type, priority, correlation_id, subject)
select test.tenant(t), test.agent(case n % 3 when 0 then t || ' spare' else t end), test.agent(case n % 3 when 0 then t else t || ' spare' end),
       (array['heartbeat', 'status_update', 'error_report', 'workflow_step'])[n / 20 % 4 + 1], (array['low', 'normal', 'high', 'urgent'])[n / 3 % 4 + 1],
       'talk ' || n % 300, 'word' || n % 700
  from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into credentials (tenant_id, name, type, provider)
select test.tenant(t), md5(n::text), (array['token', 'password', 'oauth'])[n % 3 + 1], 'p' || n % 11 from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into mcp_servers (tenant_id, name, url, category, connection_status, enabled, credential_id)
select c.tenant_id, c.name, 'https://m.example', (array['web', 'ai', 'data'])[n / 20 % 3 + 1], (array['connected', 'error', 'untested'])[n / 20 % 3 + 1], n % 40 <> 0, c.id
  from (select c.*, row_number() over (partition by tenant_id order by id) as n from credentials c) c;
update agent_messages set status = 'failed' where substr(id::text, 36) = '0';
insert into agent_metrics (tenant_id, agent_id, name, value, at)
select test.tenant(t), test.agent(t), 'metric ' || n % 40, n, now() - n * interval '1 minute' from unnest(array['alpha', 'beta']) t, generate_series(1, 5000) n;
insert into blueprints (tenant_id, agent_id, name, category, is_public)
select test.tenant(t), test.agent(t), md5(n::text), 'c' || n % 11, n % 2 = 0 from unnest(array['alpha', 'beta']) t, generate_series(1, 2000) n;
insert into blueprint_reviews (tenant_id, blueprint_id, rating)
select test.tenant('beta'), p.id, 1 + n % 5 from public_blueprints p, generate_series(1, 5) n where p.tenant_id = test.tenant('alpha');
insert into users (id, email) select app.uuid_at('2026-01-01', 'joined' || n), 'joined' || n || '@alpha.example' from generate_series(1, 3000) n;
insert into memberships (tenant_id, user_id, role, created_at)
select test.tenant('alpha'), app.uuid_at('2026-01-01', 'joined' || n), (array['viewer', 'operator'])[n % 2 + 1], now() + n * interval '1 minute' from generate_series(1, 3000) n;
analyze;

-- how the servers' connections are set, see 0001_roles
select set_config(split_part(s, '=', 1), split_part(s, '=', 2), true)
  from pg_db_role_setting r, unnest(r.setconfig) s
 where r.setrole = 'muster_web'::regrole and r.setdatabase = (select oid from pg_database where datname = current_database())
\g /dev/null

create function test.plan(types text, query text, arguments text) returns setof text language plpgsql as $$
declare
  asker constant bytea := test.session('alpha', 'admin');
  line text;
  lines text[];
begin
  perform set_config('role', 'muster_web', true);
  perform auth.begin(asker, 'viewer', false);
  execute format('prepare shape %s as %s', types, query);
  for line in execute format('explain (analyze, costs off, timing off, summary off) execute shape %s', arguments) loop
    lines := lines || line;
  end loop;
  deallocate shape;
  perform set_config('role', 'none', true);
  return query select unnest(lines);
end
$$;

create temporary table shapes as
select s.name, s.source, p.line
  from (values
    ('deleted agents', 'deleted_agents', 'id, name, deleted_by_id, deleted_at', '', 'true', 'deleted_at desc, id desc', ''),
    ('workflows, newest', 'workflows', 'id, custom_id, name, status, node_count, created_by_name', '', 'true', 'id desc', ''),
    ('workflows by status', 'workflows', 'id, name', '(text)', 'status = $1', 'id desc', '(''paused'')'),
    ('workflows by category', 'workflows', 'id, name', '(text)', 'category = $1', 'id desc', '(''c3'')'),
    ('workflows by trigger', 'workflows', 'id, name', '(text)', 'trigger = $1', 'id desc', '(''webhook'')'),
    ('workflows by format', 'workflows', 'id, name', '(text)', 'format = $1', 'id desc', '(''n8n'')'),
    ('workflows by name', 'workflows', 'id, name', '', 'true', 'name, id', ''),
    ('workflows by change', 'workflows', 'id, name', '', 'true', 'updated_at desc, id desc', ''),
    ('templates', 'workflows', 'id, name', '', 'is_template', 'id desc', ''),
    ('versions', 'flowchart_versions', 'row_version, node_count', '(uuid)', 'flowchart_id = (select f.id from api.flowcharts f where f.agent_id = $1)',
     'row_version desc', format('(%L)', test.agent('alpha'))),
    ('audit, newest', 'audit_log', 'id, at, kind, actor_name, key_name, noun, row_name', '', 'true', 'id desc', ''),
    ('audit by noun', 'audit_log', 'id, at', '(text)', 'noun = $1', 'id desc', '(''noun 3'')'),
    ('audit by action', 'audit_log', 'id, at', '(text)', 'action = $1', 'id desc', '(''action 3'')'),
    ('audit by actor', 'audit_log', 'id, at', '(uuid)', 'actor_id = $1', 'id desc', format('(%L)', app.uuid_at('2026-01-01', 'editor7'))),
    ('audit of a row', 'audit_log', 'id, at', '(text, uuid)', 'noun = $1 and row_id = $2', 'id desc', format('(''noun 7'', %L)', app.uuid_at('2026-01-01', 'row7'))),
    ('audit of an id', 'audit_log', 'id, at', '(uuid)', 'row_id = $1', 'id desc', format('(%L)', app.uuid_at('2026-01-01', 'row7'))),
    ('audit by time', 'audit_log', 'id, at', '(timestamptz)', 'id < app.uuid_floor($1)', 'id desc', '(now() + interval ''1 day'')'),
    ('tasks, newest', 'tasks', 'id, title, waits_for, agent_name, assignee_name', '', 'true', 'id desc', ''),
    ('tasks by status', 'tasks', 'id, title', '(text)', 'status = $1', 'id desc', '(''failed'')'),
    ('tasks by priority', 'tasks', 'id, title', '(text)', 'priority = $1', 'id desc', '(''urgent'')'),
    ('tasks by type', 'tasks', 'id, title', '(text)', 'type = $1', 'id desc', '(''type 3'')'),
    ('tasks of a member', 'tasks', 'id, title', '(uuid)', 'assignee_id = $1', 'id desc', format('(%L)', test.user('alpha', 'operator'))),
    ('tasks by deadline', 'tasks', 'id, title, due', '', 'true', 'due, id', ''),
    ('tasks by deadline, backwards', 'tasks', 'id, title, due', '', 'true', 'due desc, id desc', ''),
    ('tasks by deadline, behind a cursor', 'tasks', 'id, title, due', '(timestamptz, uuid)', '(due, id) > ($1, $2)', 'due, id', format('(now() + interval ''1000 minutes'', %L)', uuid_v7())),
    ('tasks due behind a time', 'tasks', 'id, title, due', '(timestamptz)', 'deadline >= $1 and due >= $1', 'due, id', '(now() + interval ''1000 minutes'')'),
    ('tasks due between two times', 'tasks', 'id, title, due', '(timestamptz, timestamptz)', 'deadline >= $1 and due >= $1 and deadline < $2 and due <= $2', 'due, id', '(now() + interval ''1000 minutes'', now() + interval ''1010 minutes'')'),
    ('agents changed since', 'agents', 'id, name, updated_at', '(timestamptz)', 'updated_at >= $1', 'updated_at, id', '(now() - interval ''1 hour'')'),
    ('open tasks by deadline', 'tasks', 'id, title, due', '(text)', 'status = $1', 'due, id', '(''pending'')'),
    ('tasks by urgency', 'tasks', 'id, title, urgency', '', 'true', 'urgency, id', ''),
    ('tasks by urgency, behind a cursor', 'tasks', 'id, title, urgency', '(bigint, uuid)', '(urgency, id) > ($1, $2)', 'urgency, id', format('(2, %L)', uuid_v7())),
    ('open tasks by urgency', 'tasks', 'id, title, urgency', '(text)', 'status = $1', 'urgency, id', '(''pending'')'),
    ('readings of an agent', 'agent_metrics', 'name, at, value', '(uuid, text, timestamptz)', 'agent_id = $1 and name = $2 and at >= $3', 'at desc', format('(%L, ''metric 3'', now() - interval ''9 days'')', test.agent('alpha'))),
    ('tasks by title', 'tasks', 'id, title', '', 'true', 'title, id', ''),
    ('tasks on a board', 'tasks', 'id, title', '', 'status = ''pending''', 'position, id', ''),
    ('tasks that ended', 'tasks', 'id, title', '', 'status = ''failed'' and finished_at is not null', 'finished_at desc, id desc', ''),
    ('tasks of a member on a board', 'tasks', 'id, title', '', 'status = ''pending'' and assignee_id = (select auth.user_id())', 'position, id', ''),
    ('projects, newest', 'projects', 'id, name, created_by_name', '', 'true', 'id desc', ''),
    ('projects by type', 'projects', 'id, name', '(text)', 'type = $1', 'id desc', '(''type 3'')'),
    ('projects by activity', 'projects', 'id, name', '(boolean)', 'active = $1', 'id desc', '(false)'),
    ('projects by name', 'projects', 'id, name', '', 'true', 'name, id', ''),
    ('agents by type', 'agents', 'id, name', '(text)', 'type = $1', 'id desc', '(''type 3'')'),
    ('agents by provider', 'agents', 'id, name', '(text)', 'model_provider = $1', 'id desc', '(''provider 3'')'),
    ('agents by model', 'agents', 'id, name', '(text)', 'model = $1', 'id desc', '(''model 3'')'),
    ('agents of a project', 'agents', 'id, name', '(uuid)', 'project_id = $1', 'id desc', format('(%L)', test.project('alpha'))),
    ('workflows of a project', 'workflows', 'id, name', '(uuid)', 'project_id = $1', 'id desc', format('(%L)', test.project('alpha'))),
    ('messages, newest', 'messages', 'id, subject, sender_name, recipient_name', '', 'true', 'id desc', ''),
    ('messages by status', 'messages', 'id, subject', '(text)', 'status = $1', 'id desc', '(''failed'')'),
    ('messages by type', 'messages', 'id, subject', '(text)', 'type = $1', 'id desc', '(''error_report'')'),
    ('messages by priority', 'messages', 'id, subject', '(text)', 'priority = $1', 'id desc', '(''urgent'')'),
    ('messages by sender', 'messages', 'id, subject', '(uuid)', 'sender_id = $1', 'id desc', format('(%L)', test.agent('alpha spare'))),
    ('messages by recipient', 'messages', 'id, subject', '(uuid)', 'recipient_id = $1', 'id desc', format('(%L)', test.agent('alpha'))),
    ('messages of a conversation', 'messages', 'id, subject', '(text)', 'correlation_id = $1', 'id desc', '(''talk 17'')'),
    ('messages of an agent', 'agent_messages', 'id, direction, status', '(uuid)', 'agent_id = $1', 'id desc', format('(%L)', test.agent('alpha'))),
    ('deliveries of a message', 'deliveries', 'id, agent_name, status', '(uuid)', 'message_id = $1', 'id',
     (select format('(%L)', min(message_id::text)) from agent_deliveries where tenant_id = test.tenant('alpha'))),
    ('messages that an agent sent', 'agent_messages', 'id, direction, status', '(uuid, text)', 'agent_id = $1 and direction = $2', 'id desc', format('(%L, ''sent'')', test.agent('alpha'))),
    ('credentials, newest', 'credentials', 'id, name, last4, created_by_name', '', 'true', 'id desc', ''),
    ('credentials by type', 'credentials', 'id, name', '(text)', 'type = $1', 'id desc', '(''oauth'')'),
    ('credentials by provider', 'credentials', 'id, name', '(text)', 'provider = $1', 'id desc', '(''p7'')'),
    ('credentials by name', 'credentials', 'id, name', '', 'true', 'name, id', ''),
    ('MCP servers, newest', 'mcp_servers', 'id, name, url, configured, last4, headers, tools', '', 'true', 'id desc', ''),
    ('MCP servers by category', 'mcp_servers', 'id, name', '(text)', 'category = $1', 'id desc', '(''ai'')'),
    ('MCP servers by connection', 'mcp_servers', 'id, name', '(text)', 'connection_status = $1', 'id desc', '(''error'')'),
    ('MCP servers by use', 'mcp_servers', 'id, name', '(boolean)', 'enabled = $1', 'id desc', '(false)'),
    ('MCP servers by origin', 'mcp_servers', 'id, name', '(boolean)', 'is_official = $1', 'id desc', '(false)'),
    ('MCP servers by name', 'mcp_servers', 'id, name', '', 'true', 'name, id', ''),
    ('blueprints, newest', 'blueprints', 'id, name, kind', '', 'true', 'id desc', ''),
    ('blueprints by category', 'blueprints', 'id, name', '(text)', 'category = $1', 'id desc', '(''c3'')'),
    ('blueprints by name', 'blueprints', 'id, name', '', 'true', 'name, id', ''),
    ('public blueprints, newest', 'public_blueprints', 'id, name, publisher', '', 'true', 'id desc', ''),
    ('public blueprints by category', 'public_blueprints', 'id, name', '(text)', 'category = $1', 'id desc', '(''c3'')'),
    ('public blueprints by rating', 'public_blueprints', 'id, name', '', 'true', 'rating_order desc, id desc', ''),
    ('reviews, newest', 'blueprint_reviews', 'id, text, blueprint_name, is_own', '', 'true', 'id desc', ''),
    ('reviews of a blueprint', 'blueprint_reviews', 'id, text, is_own', '(uuid)', 'blueprint_id = $1', 'id desc',
     (select format('(%L)', max(id::text)) from public_blueprints where tenant_id = test.tenant('alpha'))),
    ('public blueprints by downloads', 'public_blueprints', 'id, name', '', 'true', 'downloads desc, id desc', ''),
    ('members, newest', 'members', 'id, name, email, role, is_self, created_at', '', 'true', 'created_at desc, id desc', ''),
    ('members by role', 'members', 'id, name, email, avatar, role, is_self, version, created_at', '(text)', 'role = $1', 'created_at desc, id desc', '(''admin'')'),
    ('imports, newest', 'import_jobs', 'id, status, done', '', 'true', 'id desc', '')
  ) s (name, source, columns, types, condition, sorting, arguments)
 cross join lateral (select line from test.plan(s.types,
    format('select %s from api.%s where %s order by %s limit 26', s.columns, s.source, s.condition, s.sorting), s.arguments) line) p;

select is_empty(format($$select line from shapes where name = %L and line ~ 'Seq Scan|Bitmap|Rows Removed by (Filter|Index Recheck): [1-9][0-9]'$$, name),
                name || ': by an index, and nothing besides')
  from shapes group by name;
select is_empty(format($$select line from shapes where name = %L and line ~ '^ {0,6}(->  )?(Incremental )?Sort '$$, name), name || ': in its order')
  from shapes group by name;
select cmp_ok(max(substring(line from 'actual rows=(\d+)')::int), '<=', 26, name || ': reads a page')
  from shapes where line ~ ('Scan.* on ' || source || ' ') group by name;

-- what definer functions ask, as the owner
create function test.owner_plan(query text) returns setof text language plpgsql as $$
begin
  perform set_config('role', 'muster_owner', true), set_config('muster.tenant', test.tenant('alpha')::text, true);
  return query execute 'explain (analyze, costs off, timing off, summary off) ' || query;
  perform set_config('role', 'none', true), set_config('muster.tenant', '', true);
end
$$;
create temporary table words as
select line from test.owner_plan($$select t.id from tasks t where app.of_tenant(t.tenant_id, t.search) @@ app.search_query('word333')$$) line;
select isnt_empty($$select line from words where line ~ 'Bitmap Index Scan on tasks_by_word .*rows=7 '$$, 'a search reads the rows of the own tenant that match');
create temporary table choices as
select line from pg_proc p, test.owner_plan(p.prosrc) line where p.oid = 'private.blueprints_of_others()'::regprocedure;
select isnt_empty($$select line from choices where line ~ 'Index Only Scan using public_blueprints_by_name'$$, 'blueprints of others are chosen from an index alone');
select is_empty($$select line from choices where line ~ 'Sort|Seq Scan'$$, 'in its order');

select finish();
rollback;
