-- private.invitation_begin(tenant uuid, token_hash bytea, session_hash bytea, address inet)
--   returns email text, has_account boolean, is_own boolean, user_id uuid, password_hash text,
--   wait_s int
--
-- Before an invitation is accepted; no row where the link does not work. is_own: who is signed
-- in by the session is the invited one, and needs nothing more. Where there is an account, its
-- password is asked for as in private.sign_in_begin, whose attempt this is.
create or replace function private.invitation_begin(tenant uuid, token_hash bytea,
                                                    session_hash bytea, address inet)
returns table (email text, has_account boolean, is_own boolean, user_id uuid,
               password_hash text, wait_s int)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
rows 1 as $$
begin
  select l.email, l.has_account, l.is_own, 0
    into invitation_begin.email, invitation_begin.has_account, invitation_begin.is_own,
         invitation_begin.wait_s
    from private.invitation_look(invitation_begin.tenant, invitation_begin.token_hash,
                                 invitation_begin.session_hash) l;
  if not found then
    return;
  end if;
  if invitation_begin.has_account and not invitation_begin.is_own then
    select b.user_id, b.password_hash, b.wait_s
      into invitation_begin.user_id, invitation_begin.password_hash, invitation_begin.wait_s
      from private.sign_in_begin(invitation_begin.email, invitation_begin.address) b;
  end if;
  return next;
end
$$;

grant execute on function private.invitation_begin(uuid, bytea, bytea, inet) to muster_web;
