-- private.change_own_email(email text, token_hash bytea) returns boolean: true
--
-- For the user who asks, whose password was right. With a token the address changes when its
-- link is followed (private.email_confirm), within a day; older ones end. Without one, where no
-- mail is sent, it changes at once and is not verified.
create or replace function private.change_own_email(email text, token_hash bytea) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  address constant text := lower(btrim(change_own_email.email));
begin
  if not app.has_session() then
    raise exception using errcode = 'MU403', message = 'an API key has no address';
  end if;
  delete from throttle t where t.kind = 'password' and t.subject = auth.user_id()::text;
  delete from verifications v where v.user_id = auth.user_id() and v.purpose = 'email';
  if change_own_email.token_hash is null then
    update users u set email = address, email_verified_at = null
     where u.id = auth.user_id() and u.email <> address;
  else
    insert into verifications (token_hash, user_id, purpose, email, expires_at)
    values (change_own_email.token_hash, auth.user_id(), 'email', address,
            now() + interval '1 day');
  end if;
  return true;
end
$$;

grant execute on function private.change_own_email(text, bytea) to muster_web;
