-- 0025_idempotency_keys.down.sql: cascade, because views are put in anew by the next run up.
drop table idempotency_keys cascade;
