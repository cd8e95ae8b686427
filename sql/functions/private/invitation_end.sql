-- private.invitation_end(tenant uuid, token_hash bytea, verified uuid, name text,
--                        password_hash text, session_hash bytea, address inet,
--                        user_agent text)
--   returns boolean: whether the link was good, and has been used up
--
-- verified: the user of that address, whose password was right; else with a password hash a new
-- user, whose address counts as verified where the link came by mail. Both get a session of this
-- hash. With neither the hash is of the session that they have. It is in the tenant then.
create or replace function private.invitation_end(tenant uuid, token_hash bytea, verified uuid,
                                                  name text, password_hash text,
                                                  session_hash bytea, address inet,
                                                  user_agent text)
returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  given invitations;
  who uuid := coalesce(verified, case when password_hash is null
                                      then private.session_user_id(session_hash) end);
begin
  -- one after the other: who comes second finds it used
  select i.* into given from invitations i
   where (i.tenant_id, i.id) = (select g.tenant_id, g.id
                                  from private.good_invitation(tenant, invitation_end.token_hash) g)
     and i.accepted_at is null and i.revoked_at is null
     for update;
  if given.id is null then
    return false;
  end if;

  if who is null and password_hash is not null then
    insert into users (email, name, password_hash, email_verified_at)
    values (given.email, coalesce(invitation_end.name, ''), invitation_end.password_hash,
            case when given.is_mailed then now() end)
    on conflict on constraint user_email_is_free do nothing
    returning id into who;
  end if;
  if not exists (select from users u where u.id = who and u.email = given.email) then
    return false;
  end if;

  insert into memberships as m (tenant_id, user_id, role)
  values (given.tenant_id, who, given.role)
  on conflict (tenant_id, user_id) do update
    set role = excluded.role, ended_at = null, version = m.version + 1
    where m.ended_at is not null;
  update invitations i set accepted_at = now(), accepted_by = who, version = i.version + 1
   where (i.tenant_id, i.id) = (given.tenant_id, given.id);
  update user_tenants ut set last_used_at = now()
   where ut.user_id = who and ut.tenant_id = given.tenant_id;

  if verified is null and invitation_end.password_hash is null then
    update sessions s set tenant_id = given.tenant_id
     where s.token_hash = session_hash and s.user_id = who;
  else
    perform private.sign_in_end(given.email, who, true, session_hash, invitation_end.address,
                                invitation_end.user_agent);
  end if;
  return true;
end
$$;

grant execute on function private.invitation_end(uuid, bytea, uuid, text, text, bytea, inet, text)
  to muster_web;
