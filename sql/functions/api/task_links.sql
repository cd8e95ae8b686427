-- api.task_links(wanted uuid): the tasks that it depends on (is_needed), and those that depend
-- on it; a hundred each.
create or replace function api.task_links(wanted uuid)
returns table (id uuid, title text, status text, is_needed boolean)
language sql stable as $$
  (select o.id, o.title, o.status, true
     from task_dependencies d join tasks o on (o.tenant_id, o.id) = (d.tenant_id, d.depends_on_id)
    where d.task_id = wanted order by o.id limit 100)
  union all
  (select o.id, o.title, o.status, false
     from task_dependencies d join tasks o on (o.tenant_id, o.id) = (d.tenant_id, d.task_id)
    where d.depends_on_id = wanted order by o.id limit 100)
$$;

grant execute on function api.task_links(uuid) to muster_web;
