-- 0016_projects.down.sql: cascade, because views are put in anew by the next run up.
drop table projects cascade;
