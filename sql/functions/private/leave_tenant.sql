-- private.leave_tenant(wanted uuid) returns uuid: the tenant that the session is in from the
-- next unit on; null where the user is in no other, and signed out.
--
-- Ends the membership of the user who asks in the current tenant. MU404 where they are no
-- member, MU409 where it is not the current one, or they are its last owner
-- (private.guard_owners), MU403 for a key.
create or replace function private.leave_tenant(wanted uuid) returns uuid
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  left_to uuid;
begin
  if not app.has_session() then
    raise exception using errcode = 'MU403', message = 'an API key is no member';
  elsif not exists (select from private.caller_tenants() t where t.id = wanted) then
    raise exception using errcode = 'MU404', message = format('no organisation ''%s''', wanted);
  elsif wanted <> auth.tenant() then
    raise exception using errcode = 'MU409', message = 'this is not the current organisation';
  end if;

  -- the session that asks moves on; the others of this tenant end with the membership
  select ut.tenant_id into left_to
    from user_tenants ut
    join private.caller_tenants() t on t.id = ut.tenant_id
   where ut.user_id = auth.user_id() and ut.tenant_id <> wanted
   order by ut.last_used_at desc nulls last, ut.tenant_id limit 1;
  update sessions s set tenant_id = left_to
   where s.user_id = auth.user_id() and s.id = auth.credential() and left_to is not null;
  update memberships m set ended_at = now(), version = m.version + 1
   where (m.tenant_id, m.user_id) = (wanted, auth.user_id()) and m.ended_at is null;
  return left_to;
end
$$;

grant execute on function private.leave_tenant(uuid) to muster_web;
