-- private.change_own_password(hash text) returns int: how many other sessions of the user
-- who asks it ended. For api.set_password().
create or replace function private.change_own_password(hash text) returns int
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  ended int;
begin
  if not app.has_session() then
    raise exception using errcode = 'MU403', message = 'an API key has no password';
  end if;
  update users u set password_hash = hash where u.id = auth.user_id();
  delete from throttle t where t.kind = 'password' and t.subject = auth.user_id()::text;
  update sessions s set revoked_at = now()
   where s.user_id = auth.user_id() and s.revoked_at is null and s.id <> auth.credential();
  get diagnostics ended = row_count;
  return ended;
end
$$;

grant execute on function private.change_own_password(text) to muster_web;
