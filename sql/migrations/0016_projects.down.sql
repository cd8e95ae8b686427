-- 0016_projects.down.sql
drop table projects;
