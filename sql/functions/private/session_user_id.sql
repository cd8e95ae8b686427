-- private.session_user_id(session_hash bytea) returns uuid: whose session that is; null where it
-- is none, or has ended. For routes that are open to anyone, and know who is signed in.
create or replace function private.session_user_id(session_hash bytea) returns uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select s.user_id
    from sessions s join users u on u.id = s.user_id
   where s.token_hash = session_hash and s.revoked_at is null and s.expires_at > now()
     and s.last_used_at > now() - interval '8 hours' and u.disabled_at is null
$$;
