-- api.claim_messages(agent uuid, most int, hold_s int): the next messages for an agent, the most
-- urgent first and of these the oldest; no other call gets them while they are held. What was
-- held before and not acknowledged comes again, or has failed.
--
-- One that asks for no acknowledgement is held for good: it is given once. They are read behind
-- the claim, since a row that came between would be claimed and not be seen.
create or replace function api.claim_messages(agent uuid, most int, hold_s int)
returns table (id uuid, agent_id uuid, direction text, sender_id uuid, sender_name text, recipient_id uuid,
               recipient_name text, type text, priority text, subject text, content jsonb, correlation_id text,
               reply_to uuid, status text, attempts int, max_attempts int, acknowledgement_required boolean,
               held_until timestamptz, expires_at timestamptz, delivered_at timestamptz,
               acknowledged_at timestamptz, error text, created_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  wanted int;
  taken uuid[];
  claimed uuid[] := '{}';
begin
  if not exists (select from agents a where a.id = agent and a.deleted_at is null) then
    return;
  end if;
  update agent_deliveries d
     set status = app.lapsed_status(d.attempts, l.max_attempts, d.expires_at), held_until = null
    from (select h.tenant_id, h.message_id, h.agent_id, m.max_attempts
            from agent_deliveries h
            join agent_messages m on (m.tenant_id, m.id) = (h.tenant_id, h.message_id)
           where h.agent_id = agent and h.status = 'delivered' and h.held_until <= now()
           order by h.held_until limit 200
             for update of h skip locked) l
   where (d.tenant_id, d.message_id, d.agent_id) = (l.tenant_id, l.message_id, l.agent_id);

  for wanted in 1 .. 4 loop
    exit when cardinality(claimed) >= most;
    with next as (
      select d.tenant_id, d.message_id, d.agent_id
        from agent_deliveries d
       where d.agent_id = agent and d.status = 'pending' and d.rank = wanted and d.due_at <= now()
         and (d.expires_at is null or d.expires_at > now())
       order by d.due_at, d.message_id limit most - cardinality(claimed)
         for update skip locked
    ), given as (
      update agent_deliveries d
         set status = 'delivered', attempts = d.attempts + 1, delivered_at = now(),
             held_until = case when m.acknowledgement_required then now() + hold_s * interval '1 second' end
        from next n
        join agent_messages m on (m.tenant_id, m.id) = (n.tenant_id, n.message_id)
       where (d.tenant_id, d.message_id, d.agent_id) = (n.tenant_id, n.message_id, n.agent_id)
      returning d.message_id, d.due_at
    )
    select array_agg(g.message_id order by g.due_at, g.message_id) into taken from given g;
    claimed := claimed || taken;
  end loop;

  return query
    select m.id, m.agent_id, m.direction, m.sender_id, m.sender_name, m.recipient_id, m.recipient_name, m.type,
           m.priority, m.subject, m.content, m.correlation_id, m.reply_to, m.status, m.attempts, m.max_attempts,
           m.acknowledgement_required, m.held_until, m.expires_at, m.delivered_at, m.acknowledged_at, m.error,
           m.created_at
      from unnest(claimed) with ordinality c (id, n)
      join api.agent_messages m on m.id = c.id and m.agent_id = agent and m.direction = 'received'
     order by c.n;
end
$$;

grant execute on function api.claim_messages(uuid, int, int) to muster_web;
