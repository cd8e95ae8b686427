-- api.tasks: the tasks of the tenant.
--   due          the deadline, or the end of all time; urgency: 1 is urgent, 4 is low
--   depends_on   what must be completed before it may start
--   waits_for    how many of these are not completed
create or replace view api.tasks with (security_invoker = true) as
select t.id,
       t.title,
       t.description,
       t.type,
       t.status,
       t.priority,
       t.position,
       t.deadline,
       t.estimated_seconds,
       t.agent_id,
       (select a.name from agents a
         where (a.tenant_id, a.id) = (t.tenant_id, t.agent_id)) as agent_name,
       t.assignee_id,
       (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = t.assignee_id) as assignee_name,
       t.input,
       t.output,
       t.error,
       t.tags,
       t.metadata,
       array(select d.depends_on_id from task_dependencies d
              where (d.tenant_id, d.task_id) = (t.tenant_id, t.id)
              order by d.depends_on_id) as depends_on,
       (select count(*)
          from task_dependencies d
          join tasks o on (o.tenant_id, o.id) = (d.tenant_id, d.depends_on_id)
         where (d.tenant_id, d.task_id) = (t.tenant_id, t.id) and o.status <> 'completed') as waits_for,
       t.started_at,
       t.finished_at,
       t.created_by as created_by_id,
       (select u.name from users u where u.id = t.created_by) as created_by_name,
       (select u.email from users u where u.id = t.created_by) as created_by_email,
       t.version,
       t.created_at,
       t.updated_at,
       t.due,
       t.urgency
  from tasks t;

grant select on api.tasks to muster_web;
