-- private.trim_sign_ins() returns bigint: removes sessions that ended a week ago, attempts
-- older than 90 days, links that are no longer good, and buckets that no longer count.
create or replace function private.trim_sign_ins() returns bigint
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with trimmed_sessions as (
    delete from sessions s
     where least(s.expires_at, s.revoked_at, s.last_used_at + interval '8 hours')
             < now() - interval '7 days'
    returning 1
  ), trimmed_attempts as (
    delete from login_attempts l where l.at < now() - interval '90 days'
    returning 1
  ), trimmed_links as (
    delete from verifications v where least(v.expires_at, v.used_at) < now() - interval '1 day'
    returning 1
  ), trimmed_buckets as (
    delete from throttle t
     where t.began_at < now() - interval '1 day'
       and (t.blocked_until > now() - interval '1 day') is not true
    returning 1
  )
  select (select count(*) from trimmed_sessions) + (select count(*) from trimmed_attempts)
       + (select count(*) from trimmed_links) + (select count(*) from trimmed_buckets)
$$;
