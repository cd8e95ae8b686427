-- api.place_task(wanted uuid, beside uuid, is_after boolean) returns boolean: whether both are
-- in one column of the board; there the task now stands before the other one, or behind it.
--
-- Between two neighbours, so that no other row is written. Moves no version: where a task
-- stands is no edit of it.
create or replace function api.place_task(wanted uuid, beside uuid, is_after boolean) returns boolean
language plpgsql as $$
declare
  b tasks;
  next numeric;
begin
  select o.* into b from tasks o join tasks t on t.tenant_id = o.tenant_id and t.status = o.status
   where o.id = beside and t.id = wanted and o.id <> t.id;
  if b.id is null then
    return false;
  end if;
  if is_after then
    select min(o.position) into next from tasks o
     where o.tenant_id = b.tenant_id and o.status = b.status and o.position > b.position and o.id <> wanted;
  else
    select max(o.position) into next from tasks o
     where o.tenant_id = b.tenant_id and o.status = b.status and o.position < b.position and o.id <> wanted;
  end if;
  -- a product, not a quotient: that would be rounded
  update tasks t
     set position = coalesce((b.position + next) * 0.5, b.position + case when is_after then 1 else -1 end)
   where t.id = wanted;
  return true;
end
$$;

grant execute on function api.place_task(uuid, uuid, boolean) to muster_web;
