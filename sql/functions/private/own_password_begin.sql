-- private.own_password_begin() returns one row, always: password_hash text, wait_s int. For
-- api.password_begin().
create or replace function private.own_password_begin()
returns table (password_hash text, wait_s int)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
rows 1 as $$
begin
  wait_s := 0;
  if app.has_session() then
    wait_s := private.throttle_take('password', auth.user_id()::text);
    if wait_s = 0 then
      select u.password_hash into own_password_begin.password_hash
        from users u where u.id = auth.user_id();
    end if;
  end if;
  return next;
end
$$;

grant execute on function private.own_password_begin() to muster_web;
