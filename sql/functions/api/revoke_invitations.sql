-- api.revoke_invitations(wanted uuid[])
--   returns one row per id, in the order given: id uuid, found boolean, changed boolean,
--   status text
--
-- Their links end. Not of those that were accepted, or revoked before. Locks in the order of
-- ids, so that two such calls cannot wait for each other.
create or replace function api.revoke_invitations(wanted uuid[])
returns table (id uuid, found boolean, changed boolean, status text)
language sql as $$
  with t as (
    select i.tenant_id, i.id, i.accepted_at
      from invitations i where i.id = any (wanted) order by i.id for update
  ), u as (
    update invitations i set revoked_at = now(), version = i.version + 1
      from t
     where (i.tenant_id, i.id) = (t.tenant_id, t.id)
       and i.accepted_at is null and i.revoked_at is null
    returning i.id
  )
  select w.id, t.id is not null, u.id is not null,
         case when t.accepted_at is not null then 'accepted'
              when t.id is not null then 'revoked' end
    from unnest(wanted) with ordinality w (id, n)
    left join t on t.id = w.id
    left join u on u.id = w.id
   order by w.n
$$;

grant execute on function api.revoke_invitations(uuid[]) to muster_web;
