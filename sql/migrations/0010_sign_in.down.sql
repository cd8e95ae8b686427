-- 0010_sign_in.down.sql: cascade, because views are put in anew by the next run up.
drop table verifications cascade;
drop table throttle cascade;
drop table login_attempts cascade;
