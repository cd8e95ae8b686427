-- demo_flows.sql: what the agents of demo.sql do, step by step, as flowcharts, and some
-- workflows. Runs in the same transaction, behind it.
--
-- The ids of nodes are those of the steps in demo_flow_steps, so that a run is drawn along
-- the flowchart of its agent.
set local role muster_owner;

-- words: what a card says below its title, or the text of a note
create temporary table demo_nodes on commit drop as
select * from (values
  ('ticket', 1, 'start', 'start', 'Start', null),
  ('ticket', 2, 'load', 'http', 'Load ticket', 'The ticket, its thread and the order'),
  ('ticket', 3, 'facts', 'extract', 'Extract facts', 'Wish, order number, amount'),
  ('ticket', 4, 'policy', 'if-else', 'Within policy?', 'Up to 200 euros and not older than 30 days'),
  ('ticket', 5, 'ask', 'user-approval', 'Ask a person', 'The lead of the desk decides'),
  ('ticket', 6, 'draft', 'agent', 'Draft reply', 'In the language of the customer'),
  ('ticket', 7, 'send', 'http', 'Send reply', null),
  ('ticket', 8, 'end', 'end', 'End', null),
  ('fetch', 1, 'start', 'start', 'Start', null),
  ('fetch', 2, 'ask', 'http', 'Ask the source', 'Three attempts, ten seconds each'),
  ('fetch', 3, 'compare', 'transform', 'Compare', 'With the last answer, row by row'),
  ('fetch', 4, 'report', 'agent', 'Report changes', null),
  ('fetch', 5, 'end', 'end', 'End', null),
  ('write', 1, 'start', 'start', 'Start', null),
  ('write', 2, 'collect', 'http', 'Collect input', null),
  ('write', 3, 'write', 'agent', 'Write text', 'In the voice of the house'),
  ('write', 4, 'guard', 'guardrails', 'Check the text', 'Personal data, moderation'),
  ('write', 5, 'end', 'end', 'End', null),
  ('write', 6, 'note', 'note', 'Promises', 'Never promise a date: the warehouse does not give one.'),
  ('check', 1, 'start', 'start', 'Start', null),
  ('check', 2, 'left', 'http', 'Read left side', null),
  ('check', 3, 'right', 'http', 'Read right side', null),
  ('check', 4, 'compare', 'transform', 'Compare', 'Every difference with its key'),
  ('check', 5, 'explain', 'agent', 'Explain differences', null),
  ('check', 6, 'end', 'end', 'End', null),
  ('research', 1, 'start', 'start', 'Start', null),
  ('research', 2, 'search', 'http', 'Search sources', 'Ten at most, newest first'),
  ('research', 3, 'read', 'agent', 'Read sources', 'Three sentences on each'),
  ('research', 4, 'condense', 'agent', 'Condense', 'One page with references'),
  ('research', 5, 'end', 'end', 'End', null),
  ('document', 1, 'start', 'start', 'Start', null),
  ('document', 2, 'fetch', 'http', 'Fetch document', null),
  ('document', 3, 'read', 'extract', 'Read tables', 'Supplier, lines, total'),
  ('document', 4, 'sum', 'if-else', 'Lines add up?', null),
  ('document', 5, 'ask', 'user-approval', 'Ask a person', 'Somebody looks at the scan'),
  ('document', 6, 'match', 'agent', 'Match supplier', null),
  ('document', 7, 'end', 'end', 'End', null)
) n (flow, position, node, kind, title, words);

create temporary table demo_edges on commit drop as
select * from (values
  ('ticket', 'start', 'load', null, null), ('ticket', 'load', 'facts', null, null),
  ('ticket', 'facts', 'policy', null, null), ('ticket', 'policy', 'draft', 'if', 'yes'),
  ('ticket', 'policy', 'ask', 'else', 'no'), ('ticket', 'ask', 'draft', 'approve', 'approved'),
  ('ticket', 'ask', 'end', 'reject', 'rejected'), ('ticket', 'draft', 'send', null, null),
  ('ticket', 'send', 'end', null, null),
  ('fetch', 'start', 'ask', null, null), ('fetch', 'ask', 'compare', null, null),
  ('fetch', 'compare', 'report', null, 'different'), ('fetch', 'report', 'end', null, null),
  ('fetch', 'compare', 'end', null, 'the same'),
  ('write', 'start', 'collect', null, null), ('write', 'collect', 'write', null, null),
  ('write', 'write', 'guard', null, null), ('write', 'guard', 'end', null, 'passed'),
  ('write', 'guard', 'write', null, 'blocked'),
  ('check', 'start', 'left', null, null), ('check', 'start', 'right', null, null),
  ('check', 'left', 'compare', null, null), ('check', 'right', 'compare', null, null),
  ('check', 'compare', 'explain', null, null), ('check', 'explain', 'end', null, null),
  ('research', 'start', 'search', null, null), ('research', 'search', 'read', null, null),
  ('research', 'read', 'search', null, 'more needed'), ('research', 'read', 'condense', null, null),
  ('research', 'condense', 'end', null, null),
  ('document', 'start', 'fetch', null, null), ('document', 'fetch', 'read', null, null),
  ('document', 'read', 'sum', null, null), ('document', 'sum', 'match', 'if', 'yes'),
  ('document', 'sum', 'ask', 'else', 'no'), ('document', 'ask', 'match', 'approve', 'corrected'),
  ('document', 'ask', 'end', 'reject', 'sent back'), ('document', 'match', 'end', null, null)
) e (flow, source, target, handle, label);

-- ---------------------------------------------------------------- flowcharts

-- without positions: the picture is arranged; two that work have none yet
insert into flowcharts (tenant_id, agent_id, label_version, nodes, connections, metadata, created_by,
                        updated_by, created_at, updated_at)
select a.tenant_id, a.id, '1.2.0', n.nodes, e.edges,
       jsonb_build_object('title', a.name, 'description', f.description),
       u.id, u.id, now() - interval '74 days', now() - interval '9 days'
  from demo_agents a
  join demo_flows f on f.flow = a.flow
  join users u on u.email = 'admin@' || a.slug || '.example'
 cross join lateral (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'id', n.node, 'type', n.kind, 'title', n.title, 'description', n.words)) order by n.position) as nodes
      from demo_nodes n where n.flow = a.flow) n
 cross join lateral (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'id', e.source || '-' || e.target, 'from', e.source, 'to', e.target, 'handle', e.handle,
             'label', e.label))) as edges
      from demo_edges e where e.flow = a.flow) e
 where a.status <> 'inactive' and a.name not in ('Return labels', 'Bank feed');

-- one has changed since: its reply was not checked by a person before
update flowcharts f
   set label_version = '1.3.0',
       nodes = jsonb_set(f.nodes, '{2,description}', '"Wish, order number, amount, tone"')
  from demo_agents a
 where (a.tenant_id, a.id) = (f.tenant_id, f.agent_id) and a.name in ('Refund triage', 'Invoice reader');

update flowcharts f set updated_at = now() - interval '9 days' where f.version = 2;
update flowchart_versions v
   set created_by = f.created_by,
       created_at = case v.version when 1 then f.created_at else f.updated_at end
  from flowcharts f
 where (f.tenant_id, f.id) = (v.tenant_id, v.flowchart_id);

-- ---------------------------------------------------------------- workflows

create temporary table demo_workflows on commit drop as
select uuid_v7() as id, t.id as tenant_id, t.slug, w.*
  from demo_tenants t
  join (values
    ('harbour', 'workflow_1765188000001', 'Refund by ticket', 'Answers a refund, and asks a person above 200 euros', 'active', 'webhook', 'ticket', 'Support', 'medium', '5 min', false),
    ('harbour', 'workflow_1765188000002', 'Weekly digest', 'Collects what is new and writes a page about it', 'draft', 'cron', 'write', 'Content', 'easy', '2 min', false),
    ('harbour', 'workflow_1765188000003', 'Lead research', 'Reads sources until there are enough', 'paused', 'manual', 'research', 'Research', 'hard', '15 min', false),
    ('harbour', 'workflow_1765188000004', 'Answer with approval', 'To begin with: a reply that a person approves', 'draft', 'manual', 'ticket', 'Support', 'easy', '5 min', true),
    ('quay', 'workflow_1765188000005', 'Invoice approval', 'Reads an invoice, checks its sum and finds the supplier', 'active', 'event', 'document', 'Finance', 'medium', '3 min', false),
    ('quay', 'workflow_1765188000006', 'Bank against ledger', 'Compares both sides and explains what differs', 'archived', 'cron', 'check', 'Finance', 'easy', '1 min', false)
  ) w (tenant_slug, custom_id, name, description, status, trigger, flow, category, difficulty,
       estimated_time, is_template) on w.tenant_slug = t.slug;

insert into workflows (tenant_id, id, name, description, status, trigger, trigger_config, variables, tags,
                       category, difficulty, estimated_time, label_version, is_template, nodes, edges, created_by, updated_by,
                       created_at, updated_at)
select w.tenant_id, w.id, w.name, w.description, w.status, w.trigger, coalesce(b.settings, '{}'),
       coalesce(v.variables, '[]'), array[lower(w.category)], w.category, w.difficulty, w.estimated_time, '1.0.0', w.is_template, n.nodes, e.edges, u.id, u.id,
       now() - interval '40 days', now() - interval '6 days'
  from demo_workflows w
  join demo_flows f on f.flow = w.flow
  join users u on u.email = 'operator@' || w.slug || '.example'
  left join (values
    ('Weekly digest', '{"cron": "0 7 * * 1", "timeZone": "Europe/Berlin"}'::jsonb),
    ('Bank against ledger', '{"cron": "30 5 1 * *", "timeZone": "Europe/Berlin"}'),
    ('Invoice approval', '{"event": "invoice.received", "filter": {"currency": "EUR"}}')
  ) b (name, settings) on b.name = w.name
  left join (values
    ('Refund by ticket', '[{"name": "limit", "type": "number", "value": 200,
                            "description": "Euros up to which nobody is asked"},
                           {"name": "days", "type": "number", "value": 30,
                            "description": "How old an order may be"},
                           {"name": "tone", "type": "string", "value": "friendly, short"}]'::jsonb)
  ) v (name, variables) on v.name = w.name
 cross join lateral (
    select jsonb_agg(jsonb_build_object(
             'id', n.node, 'type', n.kind,
             'position', jsonb_build_object('x', case when n.node = 'ask' then 300 else 0 end, 'y', n.position * 110),
             'data', jsonb_strip_nulls(jsonb_build_object(
               'label', n.title, 'nodeType', n.kind, 'noteText', case when n.kind = 'note' then n.words end,
               'instructions', case when n.kind in ('agent', 'extract') then f.instructions end,
               'model', case when n.kind in ('agent', 'extract') then 'mistral/mistral-large' end,
               'condition', case when n.kind = 'if-else' then 'input.amount <= 200' end,
               'transformScript', case when n.kind = 'transform' then 'return lastOutput;' end)))
             order by n.position) as nodes
      from demo_nodes n where n.flow = w.flow and n.kind <> 'note') n
 cross join lateral (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'id', e.source || '-' || e.target, 'source', e.source, 'target', e.target,
             'sourceHandle', e.handle, 'label', e.label))) as edges
      from demo_edges e where e.flow = w.flow) e;

update workflows w
   set project_id = p.id
  from projects p
 where p.tenant_id = w.tenant_id
   and (w.category, p.name) in (('Support', 'Support desk'), ('Content', 'Knowledge'), ('Finance', 'Back office'));

insert into aliases (tenant_id, kind, alias, id)
select tenant_id, 'workflow', custom_id, id from demo_workflows;

-- The newest runs of an agent that works within a workflow, whose nodes are the same.
-- What is under way goes on to change by itself, and is left to it.
update executions e
   set workflow_id = w.id
  from demo_workflows w
  join demo_agents a on a.tenant_id = w.tenant_id
   and (w.name, a.name) in (('Refund by ticket', 'Refund triage'), ('Invoice approval', 'Invoice reader'))
 where (e.tenant_id, e.agent_id) = (a.tenant_id, a.id)
   and e.status in ('completed', 'failed') and e.id > app.uuid_floor(now() - interval '2 days');

reset role;
