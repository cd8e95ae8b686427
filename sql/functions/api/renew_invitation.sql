-- api.renew_invitation(wanted uuid, if_match int, token_hash bytea,
--                      is_mailed boolean)
--   returns one row, always: found boolean, changed boolean, version int, status text
--
-- A new link for 7 days; the old one ends. Not of one that was accepted or revoked.
create or replace function api.renew_invitation(wanted uuid, if_match int, token_hash bytea,
                                                is_mailed boolean)
returns table (found boolean, changed boolean, version int, status text)
language plpgsql as $$
begin
  perform app.check_invitations();
  return query
  with t as (
    select i.tenant_id, i.id, i.version, i.accepted_at, i.revoked_at
      from invitations i where i.id = wanted for update
  ), u as (
    update invitations i
       set token_hash = renew_invitation.token_hash, expires_at = now() + interval '7 days',
           is_mailed = renew_invitation.is_mailed, version = i.version + 1
      from t
     where (i.tenant_id, i.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
       and t.accepted_at is null and t.revoked_at is null
    returning i.version
  )
  select t.id is not null, u.version is not null, coalesce(u.version, t.version),
         case when t.accepted_at is not null then 'accepted' else 'revoked' end
    from (values (true)) one left join t on true left join u on true;
end
$$;

grant execute on function api.renew_invitation(uuid, int, bytea, boolean) to muster_web;
