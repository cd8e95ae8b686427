-- api.change_task(wanted uuid, action text, new_output jsonb, new_error text, if_match int)
--   returns one row, always: found boolean, changed boolean, version int, status text,
--   waits_for int (tasks that keep it from starting)
create or replace function api.change_task(wanted uuid, action text, new_output jsonb, new_error text, if_match int)
returns table (found boolean, changed boolean, version int, status text, waits_for int)
language sql as $$
  with way (name, from_status, to_status) as (
    values ('start', array['pending'], 'in_progress'),
           ('complete', array['in_progress'], 'completed'),
           ('fail', array['in_progress'], 'failed'),
           ('cancel', array['pending', 'in_progress'], 'cancelled')
  ), t as (
    select t.tenant_id, t.id, t.version, t.status from tasks t where t.id = wanted for no key update
  ), w as (
    select count(*)::int as n
      from t
      join task_dependencies d on (d.tenant_id, d.task_id) = (t.tenant_id, t.id)
      join tasks o on (o.tenant_id, o.id) = (d.tenant_id, d.depends_on_id)
     where action = 'start' and o.status <> 'completed'
  ), u as (
    update tasks k
       set status = way.to_status, version = k.version + 1,
           output = coalesce(new_output, k.output), error = coalesce(new_error, k.error),
           started_at = case action when 'start' then now() else k.started_at end,
           finished_at = case action when 'start' then null else now() end
      from t join way on way.name = action and t.status = any (way.from_status), w
     where (k.tenant_id, k.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
       and w.n = 0
    returning k.version, k.status
  )
  select t.id is not null, u.version is not null, coalesce(u.version, t.version), coalesce(u.status, t.status),
         case when t.status = 'pending' then w.n else 0 end
    from w left join t on true left join u on true
$$;

grant execute on function api.change_task(uuid, text, jsonb, text, int) to muster_web;
