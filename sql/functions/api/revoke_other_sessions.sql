-- api.revoke_other_sessions() returns int: how many sessions of the user who asks ended,
-- all but this one; a key ends none.
create or replace function api.revoke_other_sessions() returns int
language sql as $$
  with ended as (
    update sessions s set revoked_at = now()
     where s.user_id = auth.user_id() and s.id <> auth.credential() and s.revoked_at is null
       and app.has_session()
    returning s.id
  )
  select count(*)::int from ended
$$;

grant execute on function api.revoke_other_sessions() to muster_web;
