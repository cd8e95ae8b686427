-- private.email_confirm(token_hash bytea) returns boolean: whether the link was good. Its address
-- is the user's from then on, and verified.
create or replace function private.email_confirm(token_hash bytea) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  good verifications;
begin
  update verifications v set used_at = now()
   where v.token_hash = email_confirm.token_hash and v.purpose = 'email'
     and v.used_at is null and v.expires_at > now()
  returning v.* into good;
  update users u set email = good.email, email_verified_at = now()
   where u.id = good.user_id and u.disabled_at is null;
  return found;
end
$$;

grant execute on function private.email_confirm(bytea) to muster_web;
