-- api.revoke_invitation(wanted uuid, if_match int)
--   returns one row, always: found boolean, changed boolean, version int, status text
--
-- Its link ends. Not of one that was accepted, or revoked before.
create or replace function api.revoke_invitation(wanted uuid, if_match int)
returns table (found boolean, changed boolean, version int, status text)
language sql as $$
  with t as (
    select i.tenant_id, i.id, i.version, i.accepted_at
      from invitations i where i.id = wanted for update
  ), u as (
    update invitations i set revoked_at = now(), version = i.version + 1
      from t
     where (i.tenant_id, i.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
       and i.accepted_at is null and i.revoked_at is null
    returning i.version
  )
  select t.id is not null, u.version is not null, coalesce(u.version, t.version),
         case when t.accepted_at is not null then 'accepted' else 'revoked' end
    from (values (true)) one left join t on true left join u on true
$$;

grant execute on function api.revoke_invitation(uuid, int) to muster_web;
