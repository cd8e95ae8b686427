-- private.reset_begin(email text, token_hash bytea, address inet)
--   returns one row, always: user_id uuid, name text, wait_s int
--
-- A link, good for one hour and once, that sets a new password; older ones of the user
-- end. Nulls: no such user, send nothing, and answer the same. wait_s > 0: too many
-- asked for this account or from this address; no link was made.
create or replace function private.reset_begin(email text, token_hash bytea, address inet)
returns table (user_id uuid, name text, wait_s int)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
rows 1 as $$
declare
  account constant text := left(lower(btrim(coalesce(reset_begin.email, ''))), 254);
begin
  wait_s := case when reset_begin.address is null then 0
                 else private.throttle_take('reset', app.network(reset_begin.address)) end;
  if wait_s = 0 then
    wait_s := private.throttle_take('reset', account);
  end if;
  if wait_s = 0 then
    select u.id, u.name into reset_begin.user_id, reset_begin.name
      from users u
     where u.email = account and u.disabled_at is null;
  end if;
  if reset_begin.user_id is not null then
    delete from verifications v
     where v.user_id = reset_begin.user_id and v.purpose = 'password';
    insert into verifications (token_hash, user_id, purpose, expires_at)
    values (reset_begin.token_hash, reset_begin.user_id, 'password', now() + interval '1 hour');
  end if;
  return next;
end
$$;

grant execute on function private.reset_begin(text, bytea, inet) to muster_web;
