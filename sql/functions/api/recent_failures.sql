-- api.recent_failures(wanted int)
--   returns id uuid, agent_id uuid, agent_name text, workflow_id uuid, status text,
--   title text, error text, repeats bigint, first_at timestamptz, last_at timestamptz
--
-- The newest failures and timeouts of the last 31 days, newest first; the same error of
-- the same agent or workflow is one row: its newest run, and how often it was among the
-- newest 50.
create or replace function api.recent_failures(wanted int)
returns table (id uuid, agent_id uuid, agent_name text, workflow_id uuid, status text, title text,
               error text, repeats bigint, first_at timestamptz, last_at timestamptz)
language sql stable as $$
  with newest as (
    (select e.id, e.agent_id, e.workflow_id, e.status, e.title, e.error collate "C" as error
       from executions e where e.status = 'failed' and e.id >= app.uuid_floor(now() - interval '31 days')
      order by e.id desc limit 25)
    union all
    (select e.id, e.agent_id, e.workflow_id, e.status, e.title, e.error collate "C"
       from executions e where e.status = 'timeout' and e.id >= app.uuid_floor(now() - interval '31 days')
      order by e.id desc limit 25)
  ), grouped as (
    -- groups are read in the order that they come in: newest first in each
    select n.agent_id, n.workflow_id, n.status, n.error, array_agg(n.id) as ids,
           array_agg(n.title) as titles, count(*) as repeats
      from (select n.* from newest n
             order by n.agent_id, n.workflow_id, n.status, n.error, n.id desc) n
     group by n.agent_id, n.workflow_id, n.status, n.error
  )
  select g.ids[1], g.agent_id, (select a.name from agents a where a.id = g.agent_id), g.workflow_id,
         g.status, g.titles[1], g.error, g.repeats, app.uuid_time(g.ids[g.repeats]),
         app.uuid_time(g.ids[1])
    from grouped g
   order by g.ids[1] desc
   limit wanted
$$;

grant execute on function api.recent_failures(int) to muster_web;
