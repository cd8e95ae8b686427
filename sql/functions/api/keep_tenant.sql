-- api.keep_tenant(wanted uuid, if_match int)
--   returns one row, always: found boolean, changed boolean, version int, status text
--
-- Calls off the deletion of the current tenant.
create or replace function api.keep_tenant(wanted uuid, if_match int)
returns table (found boolean, changed boolean, version int, status text)
language sql as $$
  with was as (
    select t.id, t.version, t.delete_at from tenants t where t.id = wanted for update
  ), u as (
    update tenants t set delete_at = null, version = t.version + 1
      from was
     where t.id = was.id and was.delete_at is not null
       and (if_match is null or was.version = if_match)
    returning t.version
  )
  select was.id is not null, u.version is not null, coalesce(u.version, was.version), 'kept'
    from (values (true)) one left join was on true left join u on true
$$;

grant execute on function api.keep_tenant(uuid, int) to muster_web;
