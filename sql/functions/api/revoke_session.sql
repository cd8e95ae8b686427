-- api.revoke_session(wanted uuid) returns boolean: whether a live session of the user who
-- asks ended; a key ends none. Lists are api.sessions.
create or replace function api.revoke_session(wanted uuid) returns boolean
language sql as $$
  with ended as (
    update sessions s set revoked_at = now()
     where s.user_id = auth.user_id() and s.id = wanted and s.revoked_at is null
       and app.has_session()
    returning s.id
  )
  select exists (select from ended)
$$;

grant execute on function api.revoke_session(uuid) to muster_web;
