-- api.conversation(wanted uuid): the messages of the conversation that one is part of, in the
-- order of time: that one, fifty before it and fifty behind it, and one more of each to see
-- whether there are others.
create or replace function api.conversation(wanted uuid)
returns table (id uuid, sender_id uuid, sender_name text, recipient_id uuid, recipient_name text, type text,
               priority text, subject text, content text, content_length int, correlation_id text, reply_to uuid,
               max_attempts int, deliver_after timestamptz, expires_at timestamptz, status text, attempts int,
               delivered_at timestamptz, acknowledged_at timestamptz, error text, created_by text,
               created_at timestamptz)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
    with w as (
      select m.id, m.correlation_id from agent_messages m where m.id = wanted
    ), shown as (
      (select m.id from agent_messages m, w
        where m.correlation_id = w.correlation_id and m.id <= w.id order by m.id desc limit 52)
      union all
      (select m.id from agent_messages m, w
        where m.correlation_id = w.correlation_id and m.id > w.id order by m.id limit 51)
    )
    select m.id, m.sender_id, m.sender_name, m.recipient_id, m.recipient_name, m.type, m.priority, m.subject,
           left(m.content::text, 65536), length(m.content::text), m.correlation_id, m.reply_to, m.max_attempts,
           m.deliver_after, m.expires_at, m.status, m.attempts, m.delivered_at, m.acknowledged_at, m.error,
           coalesce(nullif(m.created_by_name, ''), m.created_by_email), m.created_at
      from api.messages m
     where m.id in (select s.id from shown s)
     order by m.id;
end
$$;

grant execute on function api.conversation(uuid) to muster_web;
