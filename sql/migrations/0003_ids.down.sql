-- 0003_ids.down.sql
drop function app.uuid_time(uuid);
drop function app.uuid_floor(timestamptz);
drop function uuid_v7();
