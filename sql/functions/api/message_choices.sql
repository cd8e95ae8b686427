-- api.message_choices(): who a message may be for and from, by the field of its form. Five hundred
-- agents, by name: more are found by the API.
create or replace function api.message_choices() returns table (field text, value text, word text)
language sql stable as $$
  select 'recipientId', '', 'All agents'
  union all
  select 'senderId', '', 'Nobody: I write it myself'
  union all
  (select f.field, a.id::text, a.name
     from (select a.id, a.name from agents a where a.deleted_at is null order by a.name, a.id limit 500) a
    cross join unnest(array['recipientId', 'senderId']) f (field)
    order by f.field, a.name, a.id)
$$;

grant execute on function api.message_choices() to muster_web;
