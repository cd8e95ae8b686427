-- api.task_choices(): who a task may be for, by the field of its form. Five hundred agents and
-- two hundred members, by name: more are found by the API.
create or replace function api.task_choices() returns table (field text, value text, word text)
language sql stable as $$
  select 'agentId', '', 'No agent'
  union all
  (select 'agentId', a.id::text, a.name from agents a
    where a.deleted_at is null order by a.name, a.id limit 500)
  union all
  select 'assigneeId', '', 'No member'
  union all
  (select 'assigneeId', u.id::text, coalesce(nullif(u.name, ''), u.email)
     from (select m.user_id from memberships m where m.ended_at is null order by m.user_id limit 200) m
     join users u on u.id = m.user_id
    order by 3, 2)
$$;

grant execute on function api.task_choices() to muster_web;
