-- private.sign_in_end(email text, user_id uuid, ok boolean, session_hash bytea,
--                     address inet, user_agent text)
--   returns one row, always: session_id uuid, tenant_id uuid, wait_s int
--
-- ok: a session of the user, whose account's count begins anew; MU403 when no membership
-- is live, which is said to whoever knows the password. Not ok: the failure is recorded
-- (private.sign_in_begin has counted it), wait_s says how long the next attempt must wait.
create or replace function private.sign_in_end(email text, user_id uuid, ok boolean,
                                               session_hash bytea, address inet, user_agent text)
returns table (session_id uuid, tenant_id uuid, wait_s int)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
rows 1 as $$
declare
  account constant text := left(lower(btrim(coalesce(sign_in_end.email, ''))), 254);
  succeeded constant boolean := ok is true and sign_in_end.user_id is not null;
begin
  insert into login_attempts as l (email, user_id, address, succeeded)
  values (account, sign_in_end.user_id, sign_in_end.address, succeeded);

  if succeeded then
    -- in the order of private.sign_in_begin, so that two cannot wait for each other
    perform private.throttle_give('address', app.network(sign_in_end.address));
    delete from throttle t where t.kind = 'account' and t.subject = account;
    select m.session_id, m.tenant_id into sign_in_end.session_id, sign_in_end.tenant_id
      from private.make_session(sign_in_end.user_id, session_hash, sign_in_end.address,
                                sign_in_end.user_agent) m;
    if sign_in_end.session_id is null then
      raise exception using errcode = 'MU403',
        message = 'you are in no organisation any more: ask an admin of one to invite you';
    end if;
  end if;

  wait_s := greatest(private.throttle_wait('account', account),
                     private.throttle_wait('address', app.network(sign_in_end.address)));
  return next;
end
$$;

grant execute on function private.sign_in_end(text, uuid, boolean, bytea, inet, text) to muster_web;
