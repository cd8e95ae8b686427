-- 0014_saved_views.down.sql: cascade, because views are put in anew by the next run up.
drop table saved_views cascade;
