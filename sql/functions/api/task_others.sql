-- api.task_others(wanted uuid): the newest two hundred open tasks that it could depend on besides;
-- what would close a circle is refused when it is chosen.
create or replace function api.task_others(wanted uuid) returns table (id uuid, title text)
language sql stable as $$
  select o.id, o.title
    from tasks o
   where o.status in ('pending', 'in_progress') and o.id <> wanted
     and not exists (select from task_dependencies d
                      where (d.tenant_id, d.task_id, d.depends_on_id) = (o.tenant_id, wanted, o.id))
   order by o.id desc limit 200
$$;

grant execute on function api.task_others(uuid) to muster_web;
