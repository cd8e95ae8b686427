-- private.switch_tenant(wanted uuid) returns boolean: whether the session that asks is
-- now in that tenant; false where the user has no live membership, or a key asks. For
-- api.switch_tenant(); holds from the next unit on.
create or replace function private.switch_tenant(wanted uuid) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update sessions s set tenant_id = wanted
   where s.user_id = auth.user_id() and s.id = auth.credential()
     and exists (select from memberships m join tenants t on t.id = m.tenant_id
                  where m.tenant_id = wanted and m.user_id = s.user_id
                    and m.ended_at is null and t.active);
  if not found then
    return false;
  end if;
  update user_tenants ut set last_used_at = now()
   where ut.user_id = auth.user_id() and ut.tenant_id = wanted;
  return true;
end
$$;

grant execute on function private.switch_tenant(uuid) to muster_web;
