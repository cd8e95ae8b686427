-- api.set_workflow_statuses(wanted uuid[], action text)
--   returns one row per id, in the order given: id uuid, found boolean, changed boolean,
--   status text
--
-- action: activate, pause, archive. What is so already is not changed. Locks in the order
-- of ids, so that two such calls cannot wait for each other.
create or replace function api.set_workflow_statuses(wanted uuid[], action text)
returns table (id uuid, found boolean, changed boolean, status text)
language plpgsql as $$
declare
  goal constant text := case action when 'activate' then 'active' when 'pause' then 'paused'
                                    when 'archive' then 'archived' end;
begin
  perform from workflows w where w.id = any (wanted) order by w.id for no key update;
  return query
    with moved as (
      update workflows w set status = goal, version = w.version + 1
       where w.id = any (wanted) and w.status <> goal
      returning w.id
    )
    select x.id, w.id is not null, m.id is not null, case when w.id is not null then goal end
      from unnest(wanted) with ordinality x (id, n)
      left join workflows w on w.id = x.id
      left join moved m on m.id = x.id
     order by x.n;
end
$$;

grant execute on function api.set_workflow_statuses(uuid[], text) to muster_web;
