-- api.restore_agent(wanted uuid, if_match int) returns one row, or none: found boolean,
-- changed boolean, version int, status text (its own, deleted, or there: it needs none)
--
-- An agent that was deleted is there again, with its flowchart and under its other names as
-- far as nobody else has them.
create or replace function api.restore_agent(wanted uuid, if_match int)
returns table (found boolean, changed boolean, version int, status text)
language sql as $$
  with t as (
    select a.tenant_id, a.id, a.version, a.deleted_at from agents a where a.id = wanted for update
  ), u as (
    update agents a
       set deleted_at = null, version = a.version + 1
      from t
     where (a.tenant_id, a.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
       and t.deleted_at is not null
    returning a.version, a.status
  )
  select true, u.version is not null, coalesce(u.version, t.version),
         coalesce(u.status, case when t.deleted_at is null then 'there' else 'deleted' end)
    from t left join u on true
$$;

grant execute on function api.restore_agent(uuid, int) to muster_web;
