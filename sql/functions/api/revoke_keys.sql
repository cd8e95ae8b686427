-- api.revoke_keys(wanted uuid[])
--   returns one row per id, in the order given: id uuid, found boolean, changed boolean,
--   status text
--
-- Locks in the order of ids, so that two such calls cannot wait for each other.
create or replace function api.revoke_keys(wanted uuid[])
returns table (id uuid, found boolean, changed boolean, status text)
language sql as $$
  with t as (
    select k.tenant_id, k.id from api_keys k where k.id = any (wanted) order by k.id for update
  ), u as (
    update api_keys k set revoked_at = now(), version = k.version + 1
      from t
     where (k.tenant_id, k.id) = (t.tenant_id, t.id) and k.revoked_at is null
    returning k.id
  )
  select w.id, t.id is not null, u.id is not null, case when t.id is not null then 'revoked' end
    from unnest(wanted) with ordinality w (id, n)
    left join t on t.id = w.id
    left join u on u.id = w.id
   order by w.n
$$;

grant execute on function api.revoke_keys(uuid[]) to muster_web;
