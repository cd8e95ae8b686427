-- demo_tasks.sql: work of the two organisations of demo.sql, on their boards. Runs in the same
-- transaction, behind it.
set local role muster_owner;

-- due and made: hours from now; who: an agent, or a role of the organisation
create temporary table demo_work on commit drop as
select t.id as tenant_id, t.slug, uuid_v7() as id, w.*
  from demo_tenants t
  join (values
    ('harbour', 1, 'Answer the open refund tickets', 'Those that have waited for more than a day go first.', 'support', 'in_progress', 'urgent', 6, 26, 'Refund triage', null, 10800, '{refunds,weekly}'),
    ('harbour', 2, 'Collect the complaints of last week', 'By topic, with three quotes each.', 'report', 'completed', 'normal', null, 98, 'Complaint reader', null, 3600, '{complaints}'),
    ('harbour', 3, 'Draw the complaints as a trend', 'The last twelve weeks beside each other.', 'report', 'in_progress', 'normal', 30, 70, 'Voice of customer', null, 5400, '{complaints}'),
    ('harbour', 4, 'Decide which complaint to mend first', 'Needs the trend, and somebody who may spend money.', 'decision', 'pending', 'high', 54, 69, null, 'owner', 1800, '{complaints}'),
    ('harbour', 5, 'Review the new returns policy', 'Legal has marked two sentences.', 'review', 'pending', 'high', -4, 120, null, 'operator', 2700, '{policy}'),
    ('harbour', 6, 'Publish the returns policy in the help centre', '', 'content', 'pending', 'normal', 48, 119, 'Article writer', null, 1200, '{policy,content}'),
    ('harbour', 7, 'Translate the returns policy', 'Dutch, Danish and Polish.', 'content', 'pending', 'low', 96, 118, 'Translation desk', null, 5400, '{policy,content}'),
    ('harbour', 8, 'Trace the parcels lost in the storm', 'The carrier has sent a list of 212 numbers.', 'support', 'in_progress', 'high', 3, 20, 'Parcel tracer', null, 7200, '{parcels}'),
    ('harbour', 9, 'Tell those customers', 'One letter each, no promise of a date.', 'support', 'pending', 'high', 8, 19, 'First answer', null, 3600, '{parcels}'),
    ('harbour', 10, 'Compare prices of winter tyres', '', 'report', 'completed', 'normal', null, 52, 'Price watcher', null, 900, '{prices}'),
    ('harbour', 11, 'Describe the pictures of the spring collection', '1,140 pictures without a text.', 'content', 'pending', 'low', 240, 44, 'Image describer', null, 14400, '{content}'),
    ('harbour', 12, 'Renew the certificate of the label printer', 'It runs out on Friday.', 'operations', 'pending', 'urgent', 40, 30, null, 'admin', 900, '{}'),
    ('harbour', 13, 'Import stock of the second warehouse', '', 'data', 'failed', 'high', null, 60, 'Stock forecaster', null, 3600, '{stock}'),
    ('harbour', 14, 'Survey of week 7', 'The agent is paused; not asked again.', 'survey', 'cancelled', 'normal', null, 400, 'Satisfaction survey', null, null, '{}'),
    ('harbour', 15, 'Write the digest of March', '', 'content', 'completed', 'normal', null, 210, 'Digest writer', null, 3600, '{content}'),
    ('harbour', 16, 'Label the returns of February', '318 labels.', 'operations', 'completed', 'low', null, 300, 'Return labels', null, 1800, '{}'),
    ('harbour', 17, 'Screen the orders above 2,000 euros again', 'The rule was wrong from Monday to Wednesday.', 'risk', 'in_progress', 'urgent', -1, 9, 'Fraud screen', null, 2700, '{fraud}'),
    ('harbour', 18, 'Ask the carrier for money', 'With the list of traced parcels.', 'decision', 'pending', 'normal', 160, 18, null, 'operator', 1800, '{parcels}'),
    ('quay', 1, 'Match the payments of the quarter', '', 'finance', 'in_progress', 'high', 20, 40, 'Payment matcher', null, 7200, '{quarter}'),
    ('quay', 2, 'Close the quarter', 'Behind the matching and the ledger.', 'finance', 'pending', 'urgent', 70, 39, null, 'admin', 10800, '{quarter}'),
    ('quay', 3, 'Check the ledger against the bank', '', 'finance', 'completed', 'normal', null, 60, 'Ledger checker', null, 3600, '{quarter}'),
    ('quay', 4, 'Review the lease of the new office', '', 'review', 'pending', 'normal', 120, 25, 'Contract reviewer', null, 7200, '{}'),
    ('quay', 5, 'Report to the board', 'Twelve pages at most.', 'report', 'pending', 'normal', 150, 24, null, 'owner', null, '{quarter}')
  ) w (tenant_slug, n, title, description, type, status, priority, due, made, agent, member, seconds, tags)
    on w.tenant_slug = t.slug;

insert into tasks (tenant_id, id, title, description, type, status, priority, position, deadline, estimated_seconds,
                   agent_id, assignee_id, tags, output, error, started_at, finished_at, created_by, created_at, updated_at)
select w.tenant_id, w.id, w.title, w.description, w.type, w.status, w.priority, w.n,
       date_trunc('hour', now()) + w.due * interval '1 hour', w.seconds, a.id, u.id, w.tags::text[],
       case w.status when 'completed' then jsonb_build_object('summary', 'Done as described') end,
       case w.status when 'failed' then 'too_many_rows: 1,204,118 rows, at most 1,000,000 are read' end,
       case when w.status not in ('pending', 'cancelled') then now() - w.made * interval '30 minutes' end,
       case when w.status in ('completed', 'failed', 'cancelled') then now() - w.made * interval '20 minutes' end,
       o.id, now() - w.made * interval '1 hour', now() - w.made * interval '20 minutes'
  from demo_work w
  left join agents a on a.tenant_id = w.tenant_id and a.name = w.agent
  left join users u on u.email = w.member || '@' || w.slug || '.example'
  join users o on o.email = 'operator@' || w.slug || '.example';

insert into task_dependencies (tenant_id, task_id, depends_on_id)
select w.tenant_id, w.id, o.id
  from (values ('harbour', 3, 2), ('harbour', 4, 3), ('harbour', 6, 5), ('harbour', 7, 6), ('harbour', 9, 8),
               ('harbour', 18, 8), ('harbour', 18, 9), ('quay', 2, 1), ('quay', 2, 3), ('quay', 5, 2)) d (slug, n, needed)
  join demo_work w on (w.slug, w.n) = (d.slug, d.n)
  join demo_work o on (o.slug, o.n) = (d.slug, d.needed);

reset role;
