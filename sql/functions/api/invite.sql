-- api.invite(id uuid, email text, role text, token_hash bytea, is_mailed boolean)
--   returns void
--
-- An invitation for 7 days. MU409 at /email for who is a member already; one that has expired
-- gives way to the new one. MU429 after 100 invitations of the tenant in an hour.
create or replace function api.invite(id uuid, email text, role text, token_hash bytea,
                                      is_mailed boolean)
returns void
language plpgsql as $$
declare
  address constant text := lower(btrim(invite.email));
begin
  if exists (select from memberships m join users u on u.id = m.user_id
              where m.ended_at is null and u.email = address) then
    raise exception using errcode = 'MU409', message = 'is a member already', detail = '/email';
  end if;
  perform app.check_invitations();
  update invitations i set revoked_at = now(), version = i.version + 1
   where i.email = address and i.accepted_at is null and i.revoked_at is null
     and i.expires_at <= now();
  insert into invitations (id, email, role, token_hash, is_mailed)
  values (invite.id, address, invite.role, invite.token_hash, invite.is_mailed);
end
$$;

grant execute on function api.invite(uuid, text, text, bytea, boolean) to muster_web;
