-- private.set_password(email text, hash text) returns boolean: whether there is such a
-- user. Ends all sessions and links of the user and lifts the waits of both account and user.
-- For commands, as the owner.
create or replace function private.set_password(email text, hash text) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  found_id uuid;
begin
  update users u set password_hash = hash
   where u.email = lower(btrim(set_password.email))
  returning u.id into found_id;
  if found_id is null then
    return false;
  end if;

  update sessions s set revoked_at = now() where s.user_id = found_id and s.revoked_at is null;
  delete from verifications v where v.user_id = found_id;
  delete from throttle t
   where (t.kind, t.subject) in (('account', lower(btrim(set_password.email))),
                                 ('password', found_id::text));
  return true;
end
$$;
