-- 0050_agent_messages.up.sql: a message is what an agent, or a person for it, tells another agent,
-- or all of them; a delivery is how far it has come to one of those.
set local role muster_owner;

create function app.priority_rank(priority text) returns int
language sql immutable parallel safe as $$
  select array_position(array['urgent', 'high', 'normal', 'low'], priority)
$$;

-- What becomes of a delivery that was not acknowledged in time.
create function app.lapsed_status(attempts int, max_attempts int, expires_at timestamptz) returns text
language sql stable parallel safe as $$
  select case when expires_at <= now() then 'expired' when attempts < max_attempts then 'pending' else 'failed' end
$$;

grant execute on function app.priority_rank(text), app.lapsed_status(int, int, timestamptz)
  to muster_web, muster_live, muster_work;

create table agent_messages (
  tenant_id                uuid not null default auth.tenant() references tenants,
  id                       uuid not null default uuid_v7(),
  -- null: it was written by a person
  sender_id                uuid,
  -- null: it is for all agents but the sender
  recipient_id             uuid,
  type                     text not null,
  priority                 text not null default 'normal',
  subject                  text not null default '',
  content                  jsonb not null default '{}',
  -- of the conversation that it is part of
  correlation_id           text not null,
  reply_to                 uuid,
  max_attempts             int not null default 3,
  acknowledgement_required boolean not null default true,
  deliver_after            timestamptz,
  expires_at               timestamptz,
  -- how far its deliveries have come
  status                   text not null default 'pending',
  attempts                 int not null default 0,
  delivered_at             timestamptz,
  acknowledged_at          timestamptz,
  error                    text,
  search                   tsvector not null generated always as
    (setweight(to_tsvector('pg_catalog.simple', subject), 'A')
     || jsonb_to_tsvector('pg_catalog.simple', content, '["string"]')) stored,
  created_by               uuid default auth.user_id(),
  created_at               timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint message_sender_is_of_the_same_tenant
    foreign key (tenant_id, sender_id) references agents (tenant_id, id) on delete set null (sender_id),
  constraint message_recipient_is_of_the_same_tenant
    foreign key (tenant_id, recipient_id) references agents (tenant_id, id) on delete cascade,
  constraint message_answered_is_of_the_same_tenant
    foreign key (tenant_id, reply_to) references agent_messages (tenant_id, id) on delete set null (reply_to),
  constraint message_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint message_type_is_known
    check (type in ('task_delegation', 'status_update', 'coordination_request', 'coordination_response',
                    'capability_inquiry', 'capability_response', 'heartbeat', 'error_report',
                    'workflow_step', 'resource_request')),
  constraint message_priority_is_known check (priority in ('low', 'normal', 'high', 'urgent')),
  constraint message_subject_is_short check (length(subject) <= 500),
  constraint message_content_is_bounded check (octet_length(content::text) <= 65536),
  constraint message_correlation_is_short check (length(correlation_id) between 1 and 255),
  constraint message_attempts_are_bounded check (max_attempts between 1 and 100),
  constraint message_expires_after_it_is_due check (expires_at > greatest(deliver_after, created_at)),
  constraint message_status_is_known
    check (status in ('pending', 'delivered', 'acknowledged', 'failed', 'expired')),
  constraint message_error_is_bounded check (length(error) <= 10000)
);

create index agent_messages_by_status on agent_messages (tenant_id, status, id);
create index agent_messages_by_type on agent_messages (tenant_id, type, id);
create index agent_messages_by_priority on agent_messages (tenant_id, priority, id);
create index agent_messages_by_sender on agent_messages (tenant_id, sender_id, id);
create index agent_messages_by_recipient on agent_messages (tenant_id, recipient_id, id);
create index agent_messages_of_a_conversation on agent_messages (tenant_id, correlation_id, id);
create index agent_messages_by_answered on agent_messages (tenant_id, reply_to, id) where reply_to is not null;
create index agent_messages_by_word on agent_messages using gin (app.of_tenant(tenant_id, search));

select app.protect('agent_messages', write => 'operator', remove => 'admin');
grant select on agent_messages to muster_web, muster_live, muster_work;
grant insert (id, sender_id, recipient_id, type, priority, subject, content, correlation_id, reply_to,
              max_attempts, acknowledgement_required, deliver_after, expires_at),
      update (status, attempts, delivered_at, acknowledged_at, error), delete
  on agent_messages to muster_web;

-- One for each agent that gets it; what a claim asks of the message stands beside it.
create table agent_deliveries (
  tenant_id       uuid not null default auth.tenant() references tenants,
  message_id      uuid not null,
  agent_id        uuid not null,
  rank            int not null,
  due_at          timestamptz not null,
  expires_at      timestamptz,
  status          text not null default 'pending',
  attempts        int not null default 0,
  delivered_at    timestamptz,
  -- until then it is not given again
  held_until      timestamptz,
  acknowledged_at timestamptz,
  error           text,
  primary key (tenant_id, message_id, agent_id),
  constraint delivery_is_of_a_message
    foreign key (tenant_id, message_id) references agent_messages (tenant_id, id) on delete cascade,
  constraint delivery_is_to_an_agent
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete cascade,
  constraint delivery_status_is_known
    check (status in ('pending', 'delivered', 'acknowledged', 'failed', 'expired')),
  constraint delivery_error_is_bounded check (length(error) <= 10000)
) with (fillfactor = 90);

create index agent_deliveries_in_the_inbox on agent_deliveries (tenant_id, agent_id, rank, due_at, message_id)
  where status = 'pending';
create index agent_deliveries_that_are_held on agent_deliveries (tenant_id, agent_id, held_until)
  where status = 'delivered' and held_until is not null;
create index agent_deliveries_that_expire on agent_deliveries (tenant_id, expires_at)
  where status = 'pending' and expires_at is not null;
create index agent_deliveries_of_an_agent on agent_deliveries (tenant_id, agent_id, message_id);

select app.protect('agent_deliveries', write => 'operator', remove => 'admin');
grant select on agent_deliveries to muster_web, muster_live, muster_work;
grant update (status, attempts, delivered_at, held_until, acknowledged_at, error)
  on agent_deliveries to muster_web;

-- A reply is of the conversation of what it answers; what answers nothing begins one.
create function app.join_conversation() returns trigger
language plpgsql as $$
begin
  if coalesce(new.correlation_id, '') = '' then
    new.correlation_id := coalesce((select m.correlation_id from agent_messages m
                                     where (m.tenant_id, m.id) = (new.tenant_id, new.reply_to)), new.id::text);
  end if;
  return new;
end
$$;

create trigger agent_messages_join_a_conversation before insert on agent_messages
  for each row execute function app.join_conversation();

-- A message to all is delivered to the agents that there are now. An agent that was deleted
-- neither sends nor gets any. Nobody else makes deliveries.
create function private.make_deliveries() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  wrong text;
begin
  select case a.id when n.sender_id then '/senderId' else '/recipientId' end into wrong
    from new_rows n join agents a on a.tenant_id = n.tenant_id and a.id in (n.sender_id, n.recipient_id)
   where a.deleted_at is not null limit 1;
  if found then
    raise exception using errcode = 'MU422', detail = wrong, message = 'there is no such agent';
  end if;
  insert into agent_deliveries (tenant_id, message_id, agent_id, rank, due_at, expires_at)
  select n.tenant_id, n.id, r.id, app.priority_rank(n.priority), greatest(n.deliver_after, n.created_at), n.expires_at
    from new_rows n
   cross join lateral (
     select n.recipient_id where n.recipient_id is not null
     union all
     select a.id from agents a
      where n.recipient_id is null and a.tenant_id = n.tenant_id and a.deleted_at is null
        and a.id is distinct from n.sender_id
   ) r (id);
  update agent_messages m
     set status = 'failed', error = 'there was no agent to get it'
    from new_rows n
   where n.recipient_id is null and (m.tenant_id, m.id) = (n.tenant_id, n.id)
     and not exists (select from agent_deliveries d where (d.tenant_id, d.message_id) = (n.tenant_id, n.id));
  return null;
end
$$;

create trigger agent_messages_make_deliveries after insert on agent_messages
  referencing new table as new_rows for each statement execute function private.make_deliveries();

-- A message is as far as its deliveries: of one to all the least that is settled counts. They
-- are locked in one order, so that agents that get the same ones do not wait for each other
-- in a circle; and the deliveries are read behind the lock, so that the last one sees the others.
create function app.sum_up_deliveries() returns trigger
language plpgsql as $$
begin
  if not exists (select from new_rows) then
    return null;
  end if;
  perform from agent_messages m
    where (m.tenant_id, m.id) in (select n.tenant_id, n.message_id from new_rows n)
    order by app.priority_rank(m.priority), m.id for no key update;
  update agent_messages m
     set status = s.status, attempts = s.attempts, delivered_at = s.delivered_at,
         acknowledged_at = case s.status when 'acknowledged' then s.acknowledged_at end, error = s.error
    from (select d.tenant_id, d.message_id, max(d.attempts) as attempts, min(d.delivered_at) as delivered_at,
                 max(d.acknowledged_at) as acknowledged_at, max(d.error) as error,
                 case when bool_or(d.status = 'delivered') then 'delivered'
                      when bool_or(d.status = 'pending') and bool_or(d.status = 'acknowledged') then 'delivered'
                      when bool_or(d.status = 'pending') then 'pending'
                      when bool_or(d.status = 'acknowledged') then 'acknowledged'
                      when bool_or(d.status = 'failed') then 'failed'
                      else 'expired' end as status
            from agent_deliveries d
           where (d.tenant_id, d.message_id) in (select n.tenant_id, n.message_id from new_rows n)
           group by d.tenant_id, d.message_id) s
   where (m.tenant_id, m.id) = (s.tenant_id, s.message_id);
  return null;
end
$$;

create trigger agent_deliveries_sum_up after update on agent_deliveries
  referencing new table as new_rows for each statement execute function app.sum_up_deliveries();

-- what agents tell each other is their work, and not audited; that somebody takes it away is
create trigger agent_messages_audit after delete on agent_messages
  for each row when (auth.role() is not null) execute function private.audit_change('message', '{}', '{search,content}');

-- what an agent says of itself with its heartbeat
alter table agent_activity
  add constraint activity_details_are_an_object check (jsonb_typeof(details) = 'object'),
  add constraint activity_details_are_bounded check (octet_length(details::text) <= 16384);

reset role;
