-- 0027_flowcharts.down.sql: cascade, because views are put in anew by the next run up.
drop table flowchart_versions cascade;
drop table flowcharts cascade;
drop function private.keep_flowchart_edits();
drop function private.keep_first_flowcharts();
drop function app.stamp_editor();
drop function app.count_edit();
