-- api.import_jobs: the imports of the tenant. is_lost: it says nothing since a minute, so
-- whoever worked on it is gone; its status reads failed.
create or replace view api.import_jobs with (security_invoker = true) as
select j.id,
       j.kind,
       case when l.is_lost then 'failed' else j.status end as status,
       l.is_lost,
       j.dry_run,
       j.file_name,
       j.file_size,
       j.done,
       j.total,
       j.report,
       case when l.is_lost then 'the import was interrupted' else j.error end as error,
       j.heartbeat_at,
       j.started_at,
       coalesce(j.completed_at, case when l.is_lost then j.heartbeat_at end) as completed_at,
       j.created_by as created_by_id,
       (select u.name from users u where u.id = j.created_by) as created_by_name,
       (select u.email from users u where u.id = j.created_by) as created_by_email,
       j.version,
       j.created_at,
       j.updated_at,
       j.project_id,
       (select p.name from projects p
         where (p.tenant_id, p.id) = (j.tenant_id, j.project_id)) as project_name
  from import_jobs j
 cross join lateral (select j.status in ('pending', 'running')
                              and j.heartbeat_at < now() - interval '1 minute' as is_lost) l;

grant select on api.import_jobs to muster_web;
