-- api.cancel_executions(wanted uuid[])
--   returns one row per id, in the order given: id uuid, found boolean, changed boolean,
--   status text
--
-- Locks in the order of ids, so that two such calls cannot wait for each other.
create or replace function api.cancel_executions(wanted uuid[])
returns table (id uuid, found boolean, changed boolean, status text)
language sql as $$
  with t as (
    select e.tenant_id, e.id, e.status
      from executions e where e.id = any (wanted) order by e.id for update
  ), u as (
    update executions e
       set status = 'cancelled', version = e.version + 1
      from t
     where (e.tenant_id, e.id) = (t.tenant_id, t.id)
       and t.status in ('pending', 'running', 'paused')
    returning e.id, e.status
  )
  select w.id, t.id is not null, u.id is not null, coalesce(u.status, t.status)
    from unnest(wanted) with ordinality w (id, n)
    left join t on t.id = w.id
    left join u on u.id = w.id
   order by w.n
$$;

grant execute on function api.cancel_executions(uuid[]) to muster_web;
