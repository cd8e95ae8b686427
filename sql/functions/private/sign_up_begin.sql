-- private.sign_up_begin(address inet) returns int: seconds that this address has to wait
-- before it may sign up; 0: it may, and that was counted. Asked before the password is
-- hashed, which costs more than all the rest.
create or replace function private.sign_up_begin(address inet) returns int
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  select case when sign_up_begin.address is null then 0
              else private.throttle_take('sign-up', app.network(sign_up_begin.address)) end
$$;

grant execute on function private.sign_up_begin(inet) to muster_web;
