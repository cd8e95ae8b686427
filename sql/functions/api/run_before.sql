-- api.run_before: the last run before this one of the same workflow, else of the same
-- agent; null for the first. Both have an index that ends in id.
create or replace function api.run_before(execution uuid) returns uuid
language sql stable as $$
  with run as (
    select e.agent_id, e.workflow_id from api.executions e where e.id = execution
  )
  select case when run.workflow_id is not null
              then (select e.id from api.executions e
                     where e.workflow_id = run.workflow_id and e.id < execution
                     order by e.id desc limit 1)
              else (select e.id from api.executions e
                     where e.agent_id = run.agent_id and e.id < execution
                     order by e.id desc limit 1) end
    from run
$$;

grant execute on function api.run_before(uuid) to muster_web;
