-- api.password_hash() returns text: the hash of the user who asks, to verify the old
-- password before a change; null for a key.
create or replace function api.password_hash() returns text
language sql stable as $$
  select private.own_password_hash()
    from sessions s
   where s.user_id = auth.user_id() and s.id = auth.credential()
$$;

grant execute on function api.password_hash() to muster_web;
