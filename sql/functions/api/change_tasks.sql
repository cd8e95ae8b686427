-- api.change_tasks(wanted uuid[], action text)
--   returns one row per id, in the order given: id uuid, found boolean, changed boolean,
--   status text, waits_for int
--
-- Locks in the order of ids, so that two such calls cannot wait for each other.
create or replace function api.change_tasks(wanted uuid[], action text)
returns table (id uuid, found boolean, changed boolean, status text, waits_for int)
language plpgsql as $$
begin
  perform from tasks t where t.id = any (wanted) order by t.id for no key update;
  return query
    select w.id, c.found, c.changed, c.status, c.waits_for
      from unnest(wanted) with ordinality w (id, n)
     cross join lateral api.change_task(w.id, action, null, null, null) c
     order by w.n;
end
$$;

grant execute on function api.change_tasks(uuid[], text) to muster_web;
