-- 0028_workflows.down.sql: cascade, because views are put in anew by the next run up.
drop table workflow_versions cascade;
drop table workflows cascade;
drop function private.keep_workflow_edits();
drop function private.keep_first_workflows();
