-- private.make_tenant(id uuid, name text, slug text, retention_days int, offline_after_s int,
--                     run_timeout_s int) returns void
--
-- A further tenant of the user who asks, who owns it. MU403 for a key; MU409 where one owns
-- 50 already.
create or replace function private.make_tenant(id uuid, name text, slug text, retention_days int,
                                               offline_after_s int, run_timeout_s int)
returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not app.has_session() then
    raise exception using errcode = 'MU403', message = 'an API key makes no organisations';
  elsif (select count(*) from private.caller_tenants() t where t.role = 'owner') >= 50 then
    raise exception using errcode = 'MU409', message = 'you own 50 organisations already';
  end if;
  insert into tenants (id, name, slug, retention_days, offline_after_s, run_timeout_s)
  values (make_tenant.id, make_tenant.name, make_tenant.slug, make_tenant.retention_days,
          make_tenant.offline_after_s, make_tenant.run_timeout_s);
  insert into memberships (tenant_id, user_id, role)
  values (make_tenant.id, auth.user_id(), 'owner');
end
$$;

grant execute on function private.make_tenant(uuid, text, text, int, int, int) to muster_web;
