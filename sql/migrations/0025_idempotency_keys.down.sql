-- 0025_idempotency_keys.down.sql
drop table idempotency_keys;
