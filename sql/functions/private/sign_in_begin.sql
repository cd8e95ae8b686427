-- private.sign_in_begin(email text, address inet)
--   returns one row, always: user_id uuid, password_hash text, wait_s int
--
-- Nulls for a user that is unknown, disabled or without a password: verify against
-- nothing, with the same work. wait_s > 0: do not verify, answer 429. Never raises for a
-- failed sign-in, because a raise would roll the counters back.
create or replace function private.sign_in_begin(email text, address inet)
returns table (user_id uuid, password_hash text, wait_s int)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
rows 1 as $$
declare
  account constant text := left(lower(btrim(coalesce(sign_in_begin.email, ''))), 254);
begin
  wait_s := case when sign_in_begin.address is null then 0
                 else private.throttle_take('address', app.network(sign_in_begin.address)) end;
  -- an address that waits must not shut the accounts of others
  if wait_s = 0 then
    wait_s := private.throttle_take('account', account);
    if wait_s > 0 and sign_in_begin.address is not null then
      perform private.throttle_give('address', app.network(sign_in_begin.address));
    end if;
  end if;
  if wait_s = 0 then
    select u.id, u.password_hash into user_id, password_hash
      from users u
     where u.email = account and u.disabled_at is null;
  end if;
  return next;
end
$$;

grant execute on function private.sign_in_begin(text, inet) to muster_web;
