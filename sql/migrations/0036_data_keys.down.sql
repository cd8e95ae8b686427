-- 0036_data_keys.down.sql: what the keys have sealed cannot be opened any more. Cascade,
-- because functions and views are put in anew by the next run up.
drop table data_keys cascade;
drop table master_keys cascade;
