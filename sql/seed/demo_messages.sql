-- demo_messages.sql: what the agents of demo.sql told each other. Runs in the same
-- transaction, behind it.
set local role muster_owner;

-- talk: what belongs together; made: minutes ago; end: how it stands
create temporary table demo_talk on commit drop as
select t.id as tenant_id, app.uuid_at(now() - w.made * interval '1 minute', t.slug || w.talk || w.n) as id, w.*
  from demo_tenants t
  join (values
    ('harbour', 'storm-parcels', 1, 'Escalation watch', 'Parcel tracer', 'coordination_request', 'urgent', '212 parcels without a scan since Thursday', '{"carrier": "north line", "parcels": 212, "since": "the storm"}', 190, 'acknowledged', null, false),
    ('harbour', 'storm-parcels', 2, 'Parcel tracer', 'Escalation watch', 'coordination_response', 'high', 'The first list is traced', '{"found": 148, "lost": 9, "stillAsked": 55}', 150, 'acknowledged', null, true),
    ('harbour', 'storm-parcels', 3, 'Escalation watch', 'First answer', 'task_delegation', 'high', 'Tell the customers whose parcel was found', '{"customers": 148, "promiseADate": false}', 148, 'acknowledged', null, true),
    ('harbour', 'storm-parcels', 4, 'First answer', 'Escalation watch', 'status_update', 'normal', '148 letters are out', '{"sent": 148, "bounced": 2}', 96, 'acknowledged', null, true),
    ('harbour', 'storm-parcels', 5, 'Escalation watch', 'Parcel tracer', 'coordination_request', 'urgent', 'And the 55 that you still ask for?', '{"parcels": 55}', 14, 'delivered', null, true),
    ('harbour', 'refund-limit', 1, 'Refund triage', 'Fraud screen', 'capability_inquiry', 'normal', 'Can you screen refunds as well as orders?', '{"kinds": ["refund"], "perDay": 340}', 1500, 'acknowledged', null, false),
    ('harbour', 'refund-limit', 2, 'Fraud screen', 'Refund triage', 'capability_response', 'normal', 'Above 200 euros, yes', '{"canDo": true, "confidence": 0.82, "from": "200 EUR"}', 1490, 'acknowledged', null, true),
    ('harbour', 'refund-limit', 3, 'Refund triage', 'Fraud screen', 'task_delegation', 'high', 'Screen the refunds of this morning', '{"refunds": 41}', 60, 'pending', null, true),
    ('harbour', 'prices', 1, 'Price watcher', 'Article writer', 'status_update', 'low', 'Winter tyres are 4 % cheaper elsewhere', '{"articles": 38, "median": -0.041}', 420, 'acknowledged', null, false),
    ('harbour', 'prices', 2, 'Price watcher', 'Stock forecaster', 'resource_request', 'normal', 'Stock of the 38 articles, please', '{"articles": 38}', 418, 'failed', 'the warehouse did not answer in three attempts', false),
    ('harbour', 'window', 1, null, null, 'status_update', 'high', 'The ticket system is away from 22:00 to 22:30', '{"system": "tickets", "from": "22:00", "to": "22:30", "doInstead": "keep drafts"}', 240, 'mixed', null, false),
    ('harbour', 'survey', 1, 'Ticket router', 'Satisfaction survey', 'workflow_step', 'low', 'Survey of week 7 may begin', '{"week": 7}', 6000, 'expired', null, false),
    ('harbour', 'reader', 1, 'Complaint reader', 'Escalation watch', 'error_report', 'urgent', 'Scans of Monday cannot be read', '{"documents": 17, "reason": "empty pages"}', 33, 'pending', null, false),
    ('quay', 'quarter', 1, 'Payment matcher', 'Ledger checker', 'coordination_request', 'high', 'Twelve payments fit two invoices each', '{"payments": 12, "sum": "48,210.40 EUR"}', 300, 'acknowledged', null, false),
    ('quay', 'quarter', 2, 'Ledger checker', 'Payment matcher', 'coordination_response', 'high', 'Ten are settled by their reference', '{"settled": 10, "forAPerson": 2}', 280, 'acknowledged', null, true),
    ('quay', 'quarter', 3, 'Payment matcher', null, 'status_update', 'normal', 'Matching of the quarter pauses until Monday', '{"open": 2}', 120, 'mixed', null, true)
  ) w (tenant_slug, talk, n, sender, recipient, type, priority, subject, content, made, ends, why, answers)
    on w.tenant_slug = t.slug;

insert into agent_messages (tenant_id, id, sender_id, recipient_id, type, priority, subject, content, correlation_id,
                            reply_to, expires_at, created_by, created_at)
select w.tenant_id, w.id, s.id, r.id, w.type, w.priority, w.subject, w.content::jsonb, w.talk,
       case when w.answers then b.id end,
       case w.ends when 'expired' then now() - w.made * interval '30 seconds' end,
       o.id, now() - w.made * interval '1 minute'
  from demo_talk w
  left join agents s on s.tenant_id = w.tenant_id and s.name = w.sender
  left join agents r on r.tenant_id = w.tenant_id and r.name = w.recipient
  left join demo_talk b on b.tenant_id = w.tenant_id and b.talk = w.talk and b.n = w.n - 1
  join users o on o.email = 'operator@' || w.tenant_slug || '.example'
 order by w.id;

-- one to all is with most of them by now
update agent_deliveries d
   set status = case w.ends when 'mixed' then (array['acknowledged', 'acknowledged', 'delivered', 'pending'])[1 + abs(hashtext(d.agent_id::text)) % 4]
                            else w.ends end,
       attempts = case w.ends when 'failed' then 3 when 'pending' then 0 when 'expired' then 0 else 1 end,
       delivered_at = case when w.ends not in ('pending', 'expired') then m.created_at + interval '40 seconds' end,
       acknowledged_at = case when w.ends = 'acknowledged' then m.created_at + interval '3 minutes' end,
       error = w.why
  from demo_talk w
  join agent_messages m on (m.tenant_id, m.id) = (w.tenant_id, w.id)
 where (d.tenant_id, d.message_id) = (w.tenant_id, w.id);
update agent_deliveries d
   set attempts = 0, delivered_at = null
  from demo_talk w
 where (d.tenant_id, d.message_id) = (w.tenant_id, w.id) and d.status = 'pending' and w.ends = 'mixed';

reset role;
