-- api.set_password(hash text) returns int: a new password for the user who asks, and how
-- many other sessions of that user ended; null for a key, which changes nothing.
create or replace function api.set_password(hash text) returns int
language sql as $$
  select private.change_own_password(hash)
    from sessions s
   where s.user_id = auth.user_id() and s.id = auth.credential()
$$;

grant execute on function api.set_password(text) to muster_web;
