-- 0035_import_projects.up.sql: what an import makes new may belong to a project; and the
-- imports under way, which are few, are found among all that ever were.
set local role muster_owner;

alter table import_jobs
  add column project_id uuid,
  add constraint import_job_project_is_of_the_same_tenant
    foreign key (tenant_id, project_id) references projects (tenant_id, id)
    on delete set null (project_id);

create index import_jobs_of_a_project on import_jobs (tenant_id, project_id)
  where project_id is not null;
create index import_jobs_under_way on import_jobs (tenant_id)
  where status in ('pending', 'running');

reset role;
