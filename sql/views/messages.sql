-- api.messages: what agents told each other, each as far as its deliveries have come.
create or replace view api.messages with (security_invoker = true) as
select m.id,
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
       m.max_attempts,
       m.acknowledgement_required,
       m.deliver_after,
       m.expires_at,
       m.status,
       m.attempts,
       m.delivered_at,
       m.acknowledged_at,
       m.error,
       m.created_by as created_by_id,
       (select u.name from users u where u.id = m.created_by) as created_by_name,
       (select u.email from users u where u.id = m.created_by) as created_by_email,
       m.created_at
  from agent_messages m;

grant select on api.messages to muster_web;
