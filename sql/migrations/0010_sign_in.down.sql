-- 0010_sign_in.down.sql
drop table verifications;
drop table throttle;
drop table login_attempts;
