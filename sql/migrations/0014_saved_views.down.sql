-- 0014_saved_views.down.sql
drop table saved_views;
