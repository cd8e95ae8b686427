-- api.agent_messages: the messages of an agent: those that it sent, as far as they have come,
-- and those that it gets, as far as they have come to it. One that it sends to itself it gets.
--
-- The ends are two plain reads, each of one table and without a condition, and the tenant is
-- named: only so is it known that both give their ids in order, and a page merges them. With
-- offset 0 the message is looked up for what is shown, and not joined to all of them.
create or replace view api.agent_messages with (security_invoker = true) as
select p.agent_id,
       p.id,
       p.direction,
       m.sender_id,
       (select a.name from agents a where (a.tenant_id, a.id) = (m.tenant_id, m.sender_id)) as sender_name,
       m.recipient_id,
       (select a.name from agents a where (a.tenant_id, a.id) = (m.tenant_id, m.recipient_id)) as recipient_name,
       m.type,
       m.priority,
       m.subject,
       m.content,
       m.correlation_id,
       m.reply_to,
       p.status,
       p.attempts,
       m.max_attempts,
       m.acknowledgement_required,
       p.held_until,
       m.expires_at,
       p.delivered_at,
       p.acknowledged_at,
       p.error,
       m.created_at
  from (select s.tenant_id, s.sender_id as agent_id, s.id, 'sent' as direction, s.status, s.attempts,
               null::timestamptz as held_until, s.delivered_at, s.acknowledged_at, s.error
          from agent_messages s
        union all
        select d.tenant_id, d.agent_id, d.message_id, 'received', d.status, d.attempts, d.held_until,
               d.delivered_at, d.acknowledged_at, d.error
          from agent_deliveries d) p
 cross join lateral (
   select x.tenant_id, x.sender_id, x.recipient_id, x.type, x.priority, x.subject, x.content, x.correlation_id,
          x.reply_to, x.max_attempts, x.acknowledgement_required, x.expires_at, x.created_at
     from agent_messages x
    where (x.tenant_id, x.id) = (p.tenant_id, p.id)
   offset 0) m
 where p.tenant_id = (select auth.tenant())
   and (p.direction = 'received' or m.sender_id is distinct from m.recipient_id);

grant select on api.agent_messages to muster_web;
