-- private.own_password_hash() returns text: of the user who asks, for api.password_hash().
create or replace function private.own_password_hash() returns text
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select u.password_hash from users u where u.id = auth.user_id()
$$;

grant execute on function private.own_password_hash() to muster_web;
