-- private.reset_end(token_hash bytea, password_hash text) returns boolean: whether the
-- link was good. Sets the password and ends all sessions of the user.
create or replace function private.reset_end(token_hash bytea, password_hash text) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  found_email text;
begin
  update verifications v set used_at = now()
    from users u
   where v.token_hash = reset_end.token_hash and v.purpose = 'password'
     and v.used_at is null and v.expires_at > now()
     and u.id = v.user_id and u.disabled_at is null
  returning u.email into found_email;
  return found_email is not null
     and private.set_password(found_email, reset_end.password_hash);
end
$$;

grant execute on function private.reset_end(bytea, text) to muster_web;
