-- private.reset_check(token_hash bytea) returns boolean: whether a link is good, so that no
-- password is hashed for one that is not. Uses nothing up; private.reset_end decides.
create or replace function private.reset_check(token_hash bytea) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from verifications v join users u on u.id = v.user_id
                  where v.token_hash = reset_check.token_hash and v.purpose = 'password'
                    and v.used_at is null and v.expires_at > now() and u.disabled_at is null)
$$;

grant execute on function private.reset_check(bytea) to muster_web;
