-- 0021_partitions.down.sql: the partitions go with their tables.
drop function private.make_partitions(timestamptz, timestamptz);
drop function private.make_partition(text, timestamptz);
