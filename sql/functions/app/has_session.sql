-- app.has_session() returns boolean: whether a session asks, and not a key. A key bears the
-- id of its maker, so that what it makes has an author; it is not its maker.
create or replace function app.has_session() returns boolean
language sql stable as $$
  select exists (select from sessions s
                  where s.user_id = auth.user_id() and s.id = auth.credential())
$$;

grant execute on function app.has_session() to muster_web;
