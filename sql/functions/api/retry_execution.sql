-- api.retry_execution(wanted uuid, new_id uuid)
--   returns one row, always: found boolean, id uuid (of the new run, or null), status text
--   (of the one that was)
--
-- A run that failed, timed out or was cancelled is made again: pending, with the same agent
-- or workflow, trigger and input. What the first one did stays as it is.
create or replace function api.retry_execution(wanted uuid, new_id uuid)
returns table (found boolean, id uuid, status text)
language sql as $$
  with old as (
    select e.* from executions e where e.id = wanted
  ), made as (
    insert into executions (id, agent_id, workflow_id, status, trigger, title, input, trigger_data,
                            retry_of)
    select new_id, o.agent_id, o.workflow_id, 'pending', o.trigger, o.title, o.input,
           o.trigger_data, o.id
      from old o
     where o.status in ('failed', 'timeout', 'cancelled')
    returning executions.id
  )
  select o.id is not null, m.id, o.status
    from (values (true)) one left join old o on true left join made m on true
$$;

grant execute on function api.retry_execution(uuid, uuid) to muster_web;
