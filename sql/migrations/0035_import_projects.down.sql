-- 0035_import_projects.down.sql: cascade, because views are put in anew by the next run up.
drop index import_jobs_under_way;
alter table import_jobs drop column project_id cascade;
