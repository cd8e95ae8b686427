-- private.throttle_give(kind text, subject text): gives an attempt back that was no guess.
-- Where so many were at work that the bucket shut, and they were none either, it opens.
create or replace function private.throttle_give(kind text, subject text) returns void
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update throttle t
     set attempts = t.attempts - 1,
         waits = case when t.blocked_until > now() then t.waits - 1 else t.waits end,
         blocked_until = case when t.blocked_until <= now() then t.blocked_until end
   where t.kind = throttle_give.kind and t.subject = throttle_give.subject and t.attempts > 0
$$;
