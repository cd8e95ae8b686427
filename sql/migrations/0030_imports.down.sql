-- 0030_imports.down.sql: cascade, because views are put in anew by the next run up.
drop function private.forget_deleted_name() cascade;
drop function private.forget_names() cascade;
drop table import_ids cascade;
drop table import_jobs cascade;
