-- demo.sql: an organisation that has worked for sixty days, to look at.
--
-- Two tenants, Harbour Support and Quay Finance; users owner@, admin@, operator@ and
-- viewer@ of harbour.example and quay.example (admin@harbour.example is a viewer of Quay
-- too), all with the password whose hash is in the setting muster.demo_hash; 40 agents,
-- 100,000 executions with the rhythm of days and weeks, incidents in which runs fail in
-- bursts, steps and logs of the newest 3,000, and some that run now.
--
-- Plain SQL, run as the admin login in one transaction, after
-- set_config('muster.demo_hash', …, false). Does nothing where Harbour Support exists.
set local role muster_owner;
select setseed(0.42);

select private.make_partitions(now() - interval '61 days', now() + interval '2 months');

-- ---------------------------------------------------------------- who

create temporary table demo_tenants on commit drop as
select * from (values
  ('harbour', 'Harbour Support', uuid_v7()),
  ('quay', 'Quay Finance', uuid_v7())) t (slug, name, id)
 where not exists (select from tenants known where known.slug = 'harbour');

insert into tenants (id, name, slug) select id, name, slug from demo_tenants;

insert into users (email, name, password_hash, email_verified_at)
select r.role || '@' || t.slug || '.example', initcap(r.role) || ' of ' || t.name,
       current_setting('muster.demo_hash'), now() - interval '61 days'
  from demo_tenants t cross join (values ('owner'), ('admin'), ('operator'), ('viewer')) r (role);

insert into memberships (tenant_id, user_id, role)
select t.id, u.id, split_part(u.email, '@', 1)
  from demo_tenants t join users u on u.email like '%@' || t.slug || '.example'
union all
select t.id, u.id, 'viewer'
  from demo_tenants t join users u on u.email = 'admin@harbour.example' where t.slug = 'quay';

insert into api_keys (tenant_id, name, hash, prefix, role, last_used_at, created_by)
select t.id, k.name, sha256(uuid_send(gen_random_uuid())), k.prefix, k.role,
       now() - k.used * interval '1 minute', u.id
  from demo_tenants t
 cross join (values ('Ticket system', 'mst_Kd82mVwq', 'operator', 1),
                    ('Nightly report', 'mst_b0Zr5TnE', 'viewer', 540)) k (name, prefix, role, used)
  join users u on u.email = 'admin@' || t.slug || '.example';

insert into projects (tenant_id, name, description, type, active, configuration, created_by)
select t.id, p.name, p.description, p.type, p.active, p.configuration::jsonb, u.id
  from demo_tenants t
  join (values
    ('harbour', 'Support desk', 'Tickets, refunds and answers to customers', 'customer service', true,
     '{"refundLimitEuro": 200, "languages": ["de", "en", "fr", "nl"]}'),
    ('harbour', 'Shop', 'Prices, articles and stock of the web shop', 'commerce', true, '{"catalogue": "spring"}'),
    ('harbour', 'Knowledge', 'Help centre, digests and translations', 'content', true, '{}'),
    ('harbour', 'Christmas market', 'Stalls and vouchers; over until next winter', 'commerce', false, '{}'),
    ('quay', 'Back office', 'Invoices, payments and the ledger', 'finance', true, '{"currency": "EUR"}'),
    ('quay', 'Risk', 'Contracts, limits and reviews', 'finance', true, '{}')) p (slug, name, description, type, active, configuration) on p.slug = t.slug
  join users u on u.email = 'admin@' || t.slug || '.example';

-- ---------------------------------------------------------------- agents

-- flow: which steps its runs have. share: of the runs. seconds, tokens: of a usual run.
-- beat: seconds between heartbeats, null for those that send none.
create temporary table demo_agents on commit drop as
select t.id as tenant_id, t.slug, uuid_v7() as id, a.*
  from demo_tenants t
  join (values
    ('harbour', 'Refund triage', 'Support', 'Support desk', 'ticket', 'mistral', 'mistral-large', 'webhook', 'active', 16, 12, 6000, 60, 'Refund for order %s'),
    ('harbour', 'First answer', 'Support', 'Support desk', 'ticket', 'anthropic', 'claude-haiku', 'webhook', 'active', 18, 6, 3200, 60, 'Answer ticket %s'),
    ('harbour', 'Ticket router', 'Support', 'Support desk', 'ticket', 'mistral', 'mistral-small', 'webhook', 'active', 22, 3, 900, 60, 'Route ticket %s'),
    ('harbour', 'Complaint reader', 'Support', 'Support desk', 'ticket', 'anthropic', 'claude-sonnet', 'event', 'active', 5, 18, 7800, null, 'Complaint %s'),
    ('harbour', 'Parcel tracer', 'Support', 'Support desk', 'fetch', 'mistral', 'mistral-small', 'event', 'active', 9, 8, 700, 120, 'Trace parcel %s'),
    ('harbour', 'Call summariser', 'Support', 'Support desk', 'write', 'openai', 'gpt-4o-mini', 'event', 'active', 4, 25, 9400, null, 'Summarise call %s'),
    ('harbour', 'Satisfaction survey', 'Support', 'Support desk', 'write', 'mistral', 'mistral-small', 'cron', 'paused', 1, 14, 2100, null, 'Survey of week %s'),
    ('harbour', 'Warranty checker', 'Support', 'Support desk', 'ticket', 'mistral', 'mistral-large', 'webhook', 'active', 3, 11, 4100, null, 'Warranty of order %s'),
    ('harbour', 'Escalation watch', 'Operations', 'Support desk', 'check', 'mistral', 'mistral-small', 'cron', 'active', 6, 4, 600, 60, 'Open escalations, check %s'),
    ('harbour', 'Price watcher', 'Operations', 'Shop', 'fetch', 'mistral', 'mistral-small', 'cron', 'active', 8, 24, 2200, 300, 'Prices, round %s'),
    ('harbour', 'Stock forecaster', 'Data', 'Shop', 'check', 'openai', 'gpt-4o', 'cron', 'active', 2, 64, 12400, null, 'Stock forecast %s'),
    ('harbour', 'Article writer', 'Content', 'Shop', 'write', 'anthropic', 'claude-sonnet', 'manual', 'active', 2, 41, 8800, null, 'Article text %s'),
    ('harbour', 'Image describer', 'Content', 'Shop', 'write', 'openai', 'gpt-4o', 'event', 'active', 3, 9, 1500, null, 'Describe image %s'),
    ('harbour', 'Review moderator', 'Content', 'Shop', 'ticket', 'mistral', 'mistral-small', 'event', 'active', 7, 4, 1100, null, 'Review %s'),
    ('harbour', 'Return labels', 'Operations', 'Shop', 'fetch', 'mistral', 'mistral-small', 'webhook', 'active', 4, 5, 300, null, 'Label for return %s'),
    ('harbour', 'Fraud screen', 'Operations', 'Shop', 'check', 'anthropic', 'claude-haiku', 'webhook', 'active', 6, 3, 1300, 60, 'Screen order %s'),
    ('harbour', 'Digest writer', 'Content', 'Knowledge', 'write', 'mistral', 'mistral-large', 'cron', 'active', 1, 52, 15200, null, 'Digest no. %s'),
    ('harbour', 'Translation desk', 'Content', 'Knowledge', 'write', 'mistral', 'mistral-large', 'manual', 'active', 3, 38, 11300, null, 'Translate page %s'),
    ('harbour', 'Help centre gardener', 'Content', 'Knowledge', 'check', 'anthropic', 'claude-haiku', 'cron', 'active', 1, 47, 6900, null, 'Stale pages, round %s'),
    ('harbour', 'Lead researcher', 'Research', 'Knowledge', 'research', 'anthropic', 'claude-sonnet', 'manual', 'active', 2, 95, 22500, null, 'Research lead %s'),
    ('harbour', 'Market scout', 'Research', 'Knowledge', 'research', 'openai', 'gpt-4o', 'cron', 'active', 1, 130, 31000, null, 'Market note %s'),
    ('harbour', 'Onboarding guide', 'Support', 'Support desk', 'ticket', 'mistral', 'mistral-large', 'event', 'active', 2, 19, 5000, null, 'Welcome plan %s'),
    ('harbour', 'Alert responder', 'Operations', 'Support desk', 'fetch', 'mistral', 'mistral-small', 'webhook', 'active', 5, 3, 800, 60, 'Alert %s'),
    ('harbour', 'Log summariser', 'Operations', 'Shop', 'research', 'openai', 'gpt-4o-mini', 'cron', 'active', 2, 70, 18000, null, 'Logs of batch %s'),
    ('harbour', 'Voice of customer', 'Research', 'Knowledge', 'research', 'openai', 'gpt-4o', 'manual', 'inactive', 1, 88, 26000, null, 'Themes of week %s'),
    ('harbour', 'Legacy mail sorter', 'Support', 'Support desk', 'ticket', 'openai', 'gpt-3.5-turbo', 'event', 'inactive', 1, 7, 1900, null, 'Mail %s'),
    ('quay', 'Invoice reader', 'Finance', 'Back office', 'document', 'mistral', 'mistral-large', 'api', 'active', 14, 34, 10900, 60, 'Invoice %s'),
    ('quay', 'Payment matcher', 'Finance', 'Back office', 'check', 'mistral', 'mistral-small', 'cron', 'active', 12, 6, 1400, 60, 'Match payments, batch %s'),
    ('quay', 'Dunning writer', 'Finance', 'Back office', 'write', 'anthropic', 'claude-haiku', 'cron', 'active', 4, 9, 2400, null, 'Reminder for account %s'),
    ('quay', 'Expense auditor', 'Finance', 'Back office', 'document', 'mistral', 'mistral-large', 'event', 'active', 6, 21, 5600, null, 'Expense report %s'),
    ('quay', 'Tax classifier', 'Finance', 'Back office', 'document', 'openai', 'gpt-4o', 'event', 'active', 5, 12, 3900, null, 'Classify booking %s'),
    ('quay', 'Ledger checker', 'Data', 'Back office', 'check', 'mistral', 'mistral-small', 'cron', 'active', 3, 44, 2600, 300, 'Ledger, run %s'),
    ('quay', 'Data steward', 'Data', 'Back office', 'check', 'mistral', 'mistral-small', 'cron', 'active', 3, 17, 1100, 120, 'Row counts, run %s'),
    ('quay', 'Bank feed', 'Operations', 'Back office', 'fetch', 'mistral', 'mistral-small', 'cron', 'active', 8, 5, 200, 60, 'Statement %s'),
    ('quay', 'Contract reviewer', 'Risk', 'Risk', 'document', 'anthropic', 'claude-sonnet', 'manual', 'active', 2, 120, 48000, null, 'Contract %s'),
    ('quay', 'Credit limit check', 'Risk', 'Risk', 'check', 'anthropic', 'claude-haiku', 'api', 'active', 5, 4, 1600, 60, 'Limit of customer %s'),
    ('quay', 'Sanctions screen', 'Risk', 'Risk', 'fetch', 'mistral', 'mistral-small', 'webhook', 'active', 6, 3, 400, 60, 'Screen payee %s'),
    ('quay', 'Board report', 'Finance', 'Risk', 'research', 'openai', 'gpt-4o', 'manual', 'paused', 1, 160, 36000, null, 'Board report %s'),
    ('quay', 'Audit preparer', 'Risk', 'Risk', 'document', 'anthropic', 'claude-sonnet', 'manual', 'inactive', 1, 75, 19000, null, 'Audit file %s'),
    ('quay', 'Old invoice reader', 'Finance', 'Back office', 'document', 'openai', 'gpt-3.5-turbo', 'api', 'inactive', 1, 40, 8000, null, 'Invoice %s')
  ) a (tenant_slug, name, category, project, flow, provider, model, trigger, status, share, seconds,
       tokens, beat, title) on a.tenant_slug = t.slug;

-- errors: how runs of a flow fail, one by one
create temporary table demo_flows on commit drop as
select * from (values
  ('ticket', 'Reads a ticket, decides what it is about and answers or hands it on.',
   'Read the ticket and what is known of the order. Name the wish of the customer in one sentence. Answer only what the policy allows; above 200 euros ask a person. Never promise a date.',
   '["tickets.read", "orders.find", "tickets.reply"]'::jsonb,
   array['bad_gateway: the ticket system answered 502 after 10.0 s', 'rate_limited: the ticket system answered 429, retry after 20 s', 'conflict: the ticket was closed meanwhile']),
  ('fetch', 'Asks another system, compares with what is stored and reports the difference.',
   'Ask the source, compare with the last answer, and report only what changed. When the source does not answer within ten seconds, try again twice, then say so.',
   '["http.get", "store.compare"]',
   array['connection_refused: no answer on port 443 within 5 s', 'bad_gateway: the source answered 502 after 10.0 s', 'certificate_expired: the certificate of the source ended yesterday']),
  ('write', 'Writes a text from what it is given, in the voice of the house.',
   'Write plainly, in short sentences, in the language of the reader. Use only facts from the input. Leave out what you do not know.',
   '["documents.read", "documents.write"]',
   array['guardrail_blocked: the answer held a telephone number', 'rate_limited: the model refused: 429, retry after 20 s', 'empty_answer: the model stopped without a text']),
  ('check', 'Compares numbers that should agree and names those that do not.',
   'Compare both sides row by row. List every difference with its key and both values. If all agree, say how many rows were compared.',
   '["sql.query", "alerts.send"]',
   array['script_timeout: the expression ran past its 3 s', 'connection_refused: no answer on port 5432 within 5 s', 'too_many_rows: 1,204,113 rows, at most 1,000,000']),
  ('research', 'Collects sources on a question and condenses them with references.',
   'Collect at most ten sources, newest first. Summarise each in three sentences, then all in one page. Give the address of every source.',
   '["search.web", "pages.read", "documents.write"]',
   array['rate_limited: the model refused: 429, retry after 20 s', 'context_too_long: 212,000 tokens, the model takes 128,000', 'no_sources: nothing was found for the question']),
  ('document', 'Reads a document and gives its facts as structured data.',
   'Read one document. Return every field of the schema. If the lines do not add up to the total, say so and do not guess. Never book; booking is a step of its own.',
   '["pdf.read", "suppliers.find"]',
   array['schema_mismatch: "amount" is a string, the schema wants a number', 'unreadable: the scan has no text layer', 'schema_mismatch: "lines" is missing'])
) f (flow, description, instructions, tools, errors);

insert into agents (tenant_id, id, name, description, status, enabled, category, type, model_provider,
                    model, instructions, configuration, tags, heartbeat_interval_s, project_id,
                    created_by, created_at, updated_at)
select a.tenant_id, a.id, a.name, f.description, a.status, a.status <> 'inactive', a.category, a.flow,
       a.provider, a.model, f.instructions,
       jsonb_build_object('temperature', 0.2, 'maxTokens', 4096, 'timeoutSeconds', 600,
                          'retries', 3, 'tools', f.tools),
       array[lower(a.category), a.flow], a.beat, p.id, u.id,
       now() - interval '75 days', now() - (row_number() over (order by a.name)) * interval '17 hours'
  from demo_agents a
  join demo_flows f on f.flow = a.flow
  join projects p on p.tenant_id = a.tenant_id and p.name = a.project
  join users u on u.email = 'admin@' || a.slug || '.example';

-- two of them have gone silent
insert into agent_activity (tenant_id, agent_id, heartbeat_at, details)
select tenant_id, id, now() - case when name in ('Data steward', 'Alert responder') then interval '14 minutes'
                                   else random() * beat * interval '1 second' end,
       '{"host": "worker-1"}'
  from demo_agents where beat is not null and status = 'active';

-- ---------------------------------------------------------------- executions

-- When runs fail together: one agent, hours ago, for how long, and what it says.
create temporary table demo_incidents on commit drop as
select a.id as agent_id, now() - i.hours * interval '1 hour' as began,
       now() - (i.hours - i.lasted) * interval '1 hour' as ended, i.error
  from (values
    ('Refund triage', 1.2, 0.7, 'bad_gateway: payments answered 502 three times; last after 10.0 s'),
    ('Refund triage', 340, 3.0, 'bad_gateway: payments answered 502 three times; last after 10.0 s'),
    ('Lead researcher', 5, 2.5, 'rate_limited: the model refused: 429, retry after 20 s, 3 attempts'),
    ('Price watcher', 6, 6, 'blocked_address: the address resolves to a private range'),
    ('First answer', 190, 1.5, 'overloaded: the model answered 529, 3 attempts'),
    ('Ticket router', 720, 2.0, 'overloaded: the model answered 503, 3 attempts'),
    ('Parcel tracer', 97, 6.0, 'connection_refused: no answer on port 443 within 5 s'),
    ('Fraud screen', 1100, 1.0, 'script_timeout: the expression ran past its 3 s'),
    ('Invoice reader', 9, 2.0, 'schema_mismatch: "total" is a string, the schema wants a number'),
    ('Invoice reader', 505, 8.0, 'schema_mismatch: "lines" is missing'),
    ('Bank feed', 60, 4.0, 'credential_expired: the bank refused the token; sign in again'),
    ('Payment matcher', 31, 2.0, 'deadlock: the ledger was locked, 3 attempts'),
    ('Contract reviewer', 20, 6.0, 'context_too_long: 212,000 tokens, the model takes 128,000')
  ) i (name, hours, lasted, error)
  join demo_agents a on a.name = i.name;

-- 99,985 moments: 1,440 hours before now, each with its share by hour and weekday (UTC);
-- what runs now comes on top
create temporary table demo_moments on commit drop as
with hours as (
  select now() - (h + 1) * interval '1 hour' as began,
         (array[6, 5, 5, 5, 5, 6, 7, 9, 13, 16, 17, 16, 14, 15, 16, 16, 14, 11, 10, 9, 8, 8, 7, 7])
           [extract(hour from (now() - h * interval '1 hour') at time zone 'UTC')::int + 1]
         * case when extract(isodow from (now() - h * interval '1 hour') at time zone 'UTC') > 5
                then 0.5 else 1 end
         * (0.8 + 0.4 * random()) as weight
    from generate_series(0, 1439) h
   where exists (select from demo_tenants)
), shares as (
  select began,
         round(99985 * sum(weight) over (order by began) / sum(weight) over ())::int as upto,
         round(99985 * (sum(weight) over (order by began) - weight) / sum(weight) over ())::int as since
    from hours
)
select row_number() over (order by s.began, n) as n, s.began + random() * interval '1 hour' as at,
       random() as pick, random() as luck,
       exp(0.45 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) as size
  from shares s cross join lateral generate_series(s.since + 1, s.upto) n;

create temporary table demo_runs on commit drop as
with shares as (
  select id, (sum(share) over (order by id) - share) / sum(share) over ()::float8 as since,
         sum(share) over (order by id) / sum(share) over ()::float8 as upto
    from demo_agents
)
select a.tenant_id, app.uuid_at(w.at, 'demo-run-' || m.n) as id, a.id as agent_id, a.name as agent,
       a.flow, a.trigger, a.slug, a.model, m.n, w.at, w.at + random() * interval '800 ms' as started_at,
       format(a.title, 40000 + m.n % 59999) as title,
       round(a.tokens * m.size)::int as tokens, round(a.seconds * 1000 * m.size)::int as ms,
       case when i.error is not null and m.luck < 0.9 then 'failed'
            when m.luck < 0.012 then 'failed'
            when m.luck < 0.016 then 'timeout'
            when m.luck < 0.024 then 'cancelled'
            else 'completed' end as status,
       case when i.error is not null and m.luck < 0.9 then i.error
            when m.luck < 0.012 then f.errors[1 + m.n % 3]
            when m.luck < 0.016 then 'timeout: no answer from the model within 10 min' end as error
  from demo_moments m
  join shares s on m.pick >= s.since and m.pick < s.upto
  join demo_agents p on p.id = s.id
  -- an agent that is inactive has done nothing for a month; another took over
  join demo_agents a on a.name = case when p.status = 'inactive' and m.at > now() - interval '30 days'
                                      then 'Ticket router' else p.name end
  join demo_flows f on f.flow = a.flow
  left join lateral (select i.error from demo_incidents i
                      where i.agent_id = a.id and m.at between i.began and i.ended limit 1) i on true
 -- what is over has ended before now
 cross join lateral (select least(m.at, now() - interval '1 second' - interval '1 second' *
                       greatest(a.seconds * m.size, case when m.luck >= 0.012 and m.luck < 0.016 then 600 end)) as at) w;

-- what runs or waits now: so many seconds since it was made
insert into demo_runs
select a.tenant_id, app.uuid_at(now() - r.age * interval '1 second', 'demo-now-' || r.n), a.id, a.name,
       a.flow, a.trigger, a.slug, a.model, 99985 + r.n, now() - r.age * interval '1 second',
       now() - (r.age - 0.3) * interval '1 second', format(a.title, 40000 + (99985 + r.n) % 59999),
       (a.tokens * 0.6)::int, r.age * 1000, r.status, null
  from (values
    (1, 'Refund triage', 'running', 8), (2, 'First answer', 'running', 4), (3, 'Lead researcher', 'running', 71),
    (4, 'Market scout', 'running', 104), (5, 'Log summariser', 'running', 41), (6, 'Article writer', 'running', 33),
    (7, 'Invoice reader', 'running', 27), (8, 'Contract reviewer', 'running', 96), (9, 'Expense auditor', 'running', 12),
    (10, 'Digest writer', 'pending', 4), (11, 'Ticket router', 'pending', 2), (12, 'Payment matcher', 'pending', 3),
    (13, 'Translation desk', 'paused', 2280), (14, 'Refund triage', 'paused', 3000), (15, 'Contract reviewer', 'paused', 5400)
  ) r (n, name, status, age)
  join demo_agents a on a.name = r.name;

insert into executions (tenant_id, id, agent_id, status, trigger, title, input, output, error,
                        started_at, completed_at, tokens, cost_micros, created_by, updated_at)
select r.tenant_id, r.id, r.agent_id, r.status, r.trigger, r.title,
       jsonb_build_object('reference', 40000 + r.n % 59999, 'source', r.trigger),
       case r.status when 'completed' then
         jsonb_build_object('result', r.title || ': done', 'confidence', round((0.8 + 0.2 * random())::numeric, 2))
       end,
       r.error, case when r.status <> 'pending' then r.started_at end,
       case when r.status in ('completed', 'failed', 'cancelled') then r.started_at + r.ms * interval '1 ms'
            when r.status = 'timeout' then r.started_at + interval '10 minutes' end,
       case when r.status = 'pending' then 0 else r.tokens end,
       case when r.status = 'pending' then 0 else (r.tokens * case
         when r.model ~ 'sonnet|4o$|large' then 3.3 when r.model ~ 'haiku' then 1.1 else 0.3 end)::bigint end,
       u.id, r.started_at + r.ms * interval '1 ms'
  from demo_runs r
  left join users u on r.trigger = 'manual' and u.email = 'operator@' || r.slug || '.example'
 order by r.at;

-- ---------------------------------------------------------------- steps and logs

-- The steps of a flow; share: of the time of a run. The one that risk says is where runs fail.
create temporary table demo_flow_steps on commit drop as
select * from (values
  ('ticket', 1, 'start', 'Start', 'start', 0.01, false),
  ('ticket', 2, 'load', 'Load ticket', 'http', 0.14, false),
  ('ticket', 3, 'facts', 'Extract facts', 'extract', 0.30, false),
  ('ticket', 4, 'policy', 'Within policy?', 'if-else', 0.01, false),
  ('ticket', 5, 'draft', 'Draft reply', 'agent', 0.38, false),
  ('ticket', 6, 'send', 'Send reply', 'http', 0.16, true),
  ('fetch', 1, 'start', 'Start', 'start', 0.01, false),
  ('fetch', 2, 'ask', 'Ask the source', 'http', 0.70, true),
  ('fetch', 3, 'compare', 'Compare', 'transform', 0.09, false),
  ('fetch', 4, 'report', 'Report changes', 'agent', 0.20, false),
  ('write', 1, 'start', 'Start', 'start', 0.01, false),
  ('write', 2, 'collect', 'Collect input', 'http', 0.12, false),
  ('write', 3, 'write', 'Write text', 'agent', 0.72, true),
  ('write', 4, 'guard', 'Check the text', 'guardrails', 0.15, false),
  ('check', 1, 'start', 'Start', 'start', 0.01, false),
  ('check', 2, 'left', 'Read left side', 'http', 0.34, false),
  ('check', 3, 'right', 'Read right side', 'http', 0.34, true),
  ('check', 4, 'compare', 'Compare', 'transform', 0.11, false),
  ('check', 5, 'explain', 'Explain differences', 'agent', 0.20, false),
  ('research', 1, 'start', 'Start', 'start', 0.01, false),
  ('research', 2, 'search', 'Search sources', 'http', 0.14, false),
  ('research', 3, 'read', 'Read sources', 'agent', 0.50, false),
  ('research', 4, 'condense', 'Condense', 'agent', 0.35, true),
  ('document', 1, 'start', 'Start', 'start', 0.01, false),
  ('document', 2, 'fetch', 'Fetch document', 'http', 0.10, false),
  ('document', 3, 'read', 'Read tables', 'extract', 0.52, true),
  ('document', 4, 'sum', 'Lines add up?', 'if-else', 0.01, false),
  ('document', 5, 'match', 'Match supplier', 'agent', 0.36, false)
) s (flow, position, node, name, kind, share, risk);

-- Steps of the newest runs up to where they are: a failed one ends at its risk, with three
-- attempts where it asks another system.
create temporary table demo_steps on commit drop as
with newest as (
  select * from demo_runs where status <> 'pending' order by at desc limit 3000
), reached as (
  select r.*, s.position, s.node, s.name, s.kind, s.share, s.risk,
         sum(s.share) over flow - s.share as since,
         bool_or(s.risk) over flow as beyond, lead(s.position) over flow is null as is_last
    from newest r join demo_flow_steps s on s.flow = r.flow
  window flow as (partition by r.id order by s.position)
)
select r.tenant_id, r.id, r.node, t.attempt, r.position, r.name, r.kind, r.model, r.n, r.error as run_error,
       case when not r.risk or r.status = 'completed' then 'completed'
            when r.status = 'timeout' then 'failed'
            when r.status = 'paused' then 'waiting'
            else r.status end as status,
       r.started_at + (r.ms * (r.since + r.share * (t.attempt - 1) / t.attempts)) * interval '1 ms' as started_at,
       r.started_at + (r.ms * (r.since + r.share * t.attempt / t.attempts)) * interval '1 ms' as ended_at,
       case when r.kind in ('agent', 'extract') and t.attempt = t.attempts
            then (r.tokens * r.share)::int else 0 end as tokens,
       t.attempt = t.attempts as is_final
  from reached r
 cross join lateral (select n as attempt, max(n) over () as attempts
                       from generate_series(1, case when r.risk and r.status = 'failed' and r.kind = 'http'
                                                    then 3 else 1 end) n) t
 where r.status = 'completed' or not r.beyond or r.risk;

insert into execution_steps (tenant_id, execution_id, node_id, attempt, position, name, kind, status, input,
                             output, error, started_at, completed_at, tokens, cost_micros)
select s.tenant_id, s.id, s.node, s.attempt, s.position, s.name, s.kind, s.status,
       jsonb_build_object('reference', 40000 + s.n % 59999, 'step', s.position),
       case when s.status = 'completed' then case s.kind
         when 'http' then jsonb_build_object('status', 200, 'bytes', 400 + s.n % 9000)
         when 'if-else' then '{"condition": true, "branch": "if"}'
         when 'transform' then jsonb_build_object('rows', s.n % 400, 'different', s.n % 3)
         when 'guardrails' then '{"passed": true, "checks_run": ["pii", "moderation"]}'
         when 'start' then '{"message": "Workflow started"}'
         else jsonb_build_object('text', s.name || ' of ' || (40000 + s.n % 59999), 'model', s.model) end end,
       case when s.status = 'failed' then s.run_error end, s.started_at,
       case when s.status in ('completed', 'failed', 'cancelled') then s.ended_at end,
       s.tokens, (s.tokens * 2)::bigint
  from demo_steps s;

insert into execution_logs (tenant_id, execution_id, id, at, level, message, context, node_id)
select s.tenant_id, s.id, app.uuid_at(l.at, 'demo-log-' || s.n || s.node || s.attempt || l.level || l.message),
       l.at, l.level, l.message, l.context, s.node
  from demo_steps s
 cross join lateral (values
    (s.started_at, 'info', case when s.attempt > 1 then format('%s: attempt %s of 3', s.name, s.attempt)
                                when s.kind in ('agent', 'extract') then format('%s started, %s', s.name, s.model)
                                else s.name || ' started' end, null::jsonb),
    (s.started_at + (s.ended_at - s.started_at) * 0.4, 'debug',
     case when s.kind = 'http' then 'connected, waiting for the answer' end, null),
    (s.ended_at - interval '1 ms', 'info', case when s.status = 'completed' and s.tokens > 0
                              then format('%s: %s tokens in, %s out', s.name, s.tokens * 4 / 5, s.tokens / 5)
                              when s.status = 'completed' then s.name || ' done' end,
     case when s.tokens > 0 then jsonb_build_object('tokens', s.tokens, 'model', s.model) end),
    (s.ended_at - interval '1 ms', 'warn', case when s.status = 'failed' and not s.is_final
                              then format('%s: %s, trying again', s.name, split_part(s.run_error, ':', 1)) end, null),
    (s.ended_at, 'error', case when s.status = 'failed' and s.is_final then s.run_error end,
     jsonb_build_object('step', s.name, 'attempt', s.attempt))
  ) l (at, level, message, context)
 where l.message is not null and l.at <= now();

-- ---------------------------------------------------------------- the rest

insert into saved_views (tenant_id, user_id, noun, name, query, shared)
select t.id, u.id, 'executions', v.name, v.query, true
  from demo_tenants t
  join users u on u.email = 'operator@' || t.slug || '.example'
 cross join (values ('Failed', 'status=failed'), ('Running', 'status=running')) v (name, query);

insert into user_settings (user_id, theme, time_zone)
select u.id, 'system', 'Europe/Berlin' from demo_tenants t join users u on u.email = 'owner@' || t.slug || '.example';

select private.fold_own();

reset role;
