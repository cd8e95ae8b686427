-- 0024_aliases.down.sql: cascade, because views are put in anew by the next run up.
drop table aliases cascade;
