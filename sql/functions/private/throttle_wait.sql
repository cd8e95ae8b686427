-- private.throttle_wait(kind text, subject text) returns int: seconds that the next
-- attempt would have to wait; counts nothing.
create or replace function private.throttle_wait(kind text, subject text) returns int
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(max(ceil(extract(epoch from t.blocked_until - now())))
                    filter (where t.blocked_until > now()), 0)::int
    from throttle t
   where t.kind = throttle_wait.kind and t.subject = throttle_wait.subject
$$;
