-- api.password_begin()
--   returns one row, always: password_hash text, wait_s int
--
-- The hash of the user who asks, to verify the old password before a change; null for a key.
-- wait_s > 0: do not verify, answer 429: a stolen session is no way to find the password
-- out. Counts as an attempt, which api.set_password takes back.
create or replace function api.password_begin()
returns table (password_hash text, wait_s int)
language sql as $$
  select p.password_hash, p.wait_s from private.own_password_begin() p
$$;

grant execute on function api.password_begin() to muster_web;
