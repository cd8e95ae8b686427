-- api.set_task_dependencies(wanted uuid, others uuid[]) returns true: the task depends on these
-- now, and on no others.
create or replace function api.set_task_dependencies(wanted uuid, others uuid[]) returns boolean
language plpgsql as $$
begin
  delete from task_dependencies d where d.task_id = wanted and d.depends_on_id <> all (others);
  insert into task_dependencies (task_id, depends_on_id)
  select distinct wanted, o.id from unnest(others) o (id)
  on conflict do nothing;
  return true;
end
$$;

grant execute on function api.set_task_dependencies(uuid, uuid[]) to muster_web;
