-- 0024_aliases.down.sql
drop table aliases;
