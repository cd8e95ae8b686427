-- private.sign_out(session_hash bytea) returns boolean: whether a session ended.
create or replace function private.sign_out(session_hash bytea) returns boolean
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with ended as (
    update sessions set revoked_at = now()
     where token_hash = session_hash and revoked_at is null
    returning id
  )
  select exists (select from ended)
$$;

grant execute on function private.sign_out(bytea) to muster_web;
