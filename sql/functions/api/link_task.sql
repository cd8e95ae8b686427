-- api.link_task(wanted uuid, other uuid, is_needed boolean) returns boolean: whether there is
-- such a task, which now depends on the other one, or no longer does.
create or replace function api.link_task(wanted uuid, other uuid, is_needed boolean) returns boolean
language plpgsql as $$
begin
  if not exists (select from tasks t where t.id = wanted) then
    return false;
  end if;
  if is_needed then
    insert into task_dependencies (task_id, depends_on_id)
    select wanted, other where other is not null on conflict do nothing;
  else
    delete from task_dependencies d where (d.task_id, d.depends_on_id) = (wanted, other);
  end if;
  return true;
end
$$;

grant execute on function api.link_task(uuid, uuid, boolean) to muster_web;
