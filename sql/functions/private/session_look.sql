-- private.session_look(session_hash bytea)
--   returns user_id uuid, name text, email text, avatar_url text, expires_at timestamptz
--
-- Who is signed in, for a route that is open to anyone and says so; no row where nobody is.
-- Looking is no use of the session: it ends as if it had not been looked at.
create or replace function private.session_look(session_hash bytea)
returns table (user_id uuid, name text, email text, avatar_url text, expires_at timestamptz)
language sql stable security definer rows 1
set search_path = pg_catalog, public, pg_temp as $$
  select u.id, u.name, u.email, u.avatar_url, least(s.expires_at, s.last_used_at + interval '8 hours')
    from sessions s
    join users u on u.id = s.user_id
    join tenants t on t.id = s.tenant_id and t.active
    join memberships m on (m.tenant_id, m.user_id) = (s.tenant_id, s.user_id) and m.ended_at is null
   where s.token_hash = session_hash and u.id = private.session_user_id(session_hash)
$$;

grant execute on function private.session_look(bytea) to muster_web;
