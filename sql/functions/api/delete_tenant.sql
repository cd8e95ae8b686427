-- api.delete_tenant(wanted uuid, if_match int, confirmation text)
--   returns one row, always: found boolean, changed boolean, version int, status text
--
-- The current tenant goes when its time has come (private.guard_deletion says when); until
-- then all goes on. The confirmation is its name, else MU422 at /confirm.
create or replace function api.delete_tenant(wanted uuid, if_match int, confirmation text)
returns table (found boolean, changed boolean, version int, status text)
language plpgsql as $$
declare
  was tenants;
begin
  select t.* into was from tenants t where t.id = wanted for update;
  if was.id is not null and confirmation is distinct from was.name then
    raise exception using errcode = 'MU422', message = 'is not the name of the organisation',
                          detail = '/confirm';
  end if;
  return query
  with u as (
    update tenants t set delete_at = 'infinity', version = t.version + 1
     where t.id = was.id and was.delete_at is null
       and (if_match is null or was.version = if_match)
    returning t.version
  )
  select was.id is not null, u.version is not null, coalesce(u.version, was.version),
         'to be deleted'
    from (values (true)) one left join u on true;
end
$$;

grant execute on function api.delete_tenant(uuid, int, text) to muster_web;
