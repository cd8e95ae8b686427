-- private.count_standing(tenant uuid, unit text, enough bigint) returns bigint: how many agents,
-- members or workflows a tenant has; counted no further than enough (null: all).
create or replace function private.count_standing(tenant uuid, unit text, enough bigint)
returns bigint
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select case unit
    when 'agents' then
      (select count(*) from (select from agents a
                              where a.tenant_id = tenant and a.deleted_at is null limit enough) x)
    when 'workflows' then
      (select count(*) from (select from workflows w where w.tenant_id = tenant limit enough) x)
    when 'members' then
      (select count(*) from (select from memberships m
                              where m.tenant_id = tenant and m.ended_at is null limit enough) x)
  end
$$;
