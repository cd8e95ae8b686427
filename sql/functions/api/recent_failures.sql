-- api.recent_failures(wanted int)
--   returns id uuid, agent_id uuid, agent_name text, workflow_id uuid, status text,
--   title text, error text, repeats bigint, first_at timestamptz, last_at timestamptz
--
-- The newest failures and timeouts of the last 31 days, newest first; the same error of
-- the same agent or workflow is one row: its newest run, and how often it was among the
-- newest 100.
create or replace function api.recent_failures(wanted int)
returns table (id uuid, agent_id uuid, agent_name text, workflow_id uuid, status text, title text,
               error text, repeats bigint, first_at timestamptz, last_at timestamptz)
language sql stable as $$
  with newest as (
    (select e.id, e.agent_id, e.workflow_id, e.status, e.title, e.error
       from executions e where e.status = 'failed' and e.id >= app.uuid_floor(now() - interval '31 days')
      order by e.id desc limit 50)
    union all
    (select e.id, e.agent_id, e.workflow_id, e.status, e.title, e.error
       from executions e where e.status = 'timeout' and e.id >= app.uuid_floor(now() - interval '31 days')
      order by e.id desc limit 50)
  ), grouped as (
    select distinct on (n.agent_id, n.workflow_id, n.status, n.error) n.*,
           count(*) over same as repeats, last_value(n.id) over same as first_id
      from (select n.id, n.agent_id, n.workflow_id, n.status, n.title, n.error collate "C" as error
              from newest n) n
    window same as (partition by n.agent_id, n.workflow_id, n.status, n.error order by n.id desc
                    rows between unbounded preceding and unbounded following)
     order by n.agent_id, n.workflow_id, n.status, n.error, n.id desc
  )
  select g.id, g.agent_id, (select a.name from agents a where a.id = g.agent_id), g.workflow_id,
         g.status, g.title, g.error, g.repeats, app.uuid_time(g.first_id), app.uuid_time(g.id)
    from grouped g
   order by g.id desc
   limit wanted
$$;

grant execute on function api.recent_failures(int) to muster_web;
