-- private.add_user(email text, name text, password_hash text, tenant uuid, role text)
--   returns uuid
--
-- Makes the user where there is none of that address, and the membership; one that
-- ended, or has another role, begins anew with this role. A null hash leaves the
-- password as it is. For commands, as the owner.
create or replace function private.add_user(email text, name text, password_hash text, tenant uuid,
                                            role text)
returns uuid
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  found_id uuid;
begin
  insert into users as u (email, name, password_hash)
  values (lower(btrim(add_user.email)), coalesce(add_user.name, ''), add_user.password_hash)
  on conflict on constraint user_email_is_free do update
    set password_hash = coalesce(excluded.password_hash, u.password_hash)
  returning u.id into found_id;

  insert into memberships as m (tenant_id, user_id, role)
  values (add_user.tenant, found_id, add_user.role)
  on conflict (tenant_id, user_id) do update
    set role = excluded.role, ended_at = null, version = m.version + 1;
  return found_id;
end
$$;
