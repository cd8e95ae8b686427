-- private.sign_up(email text, name text, password_hash text, tenant_name text,
--                 session_hash bytea, address inet, user_agent text)
--   returns one row, always: user_id uuid, tenant_id uuid, session_id uuid, taken boolean
--
-- A tenant, its owner, and the owner's first session. taken: there is a user of that
-- address already, and nothing was made.
create or replace function private.sign_up(email text, name text, password_hash text,
                                           tenant_name text, session_hash bytea, address inet,
                                           user_agent text)
returns table (user_id uuid, tenant_id uuid, session_id uuid, taken boolean)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
rows 1 as $$
begin
  insert into users as u (email, name, password_hash)
  values (lower(btrim(sign_up.email)), coalesce(sign_up.name, ''), sign_up.password_hash)
  on conflict on constraint user_email_is_free do nothing
  returning u.id into sign_up.user_id;
  taken := sign_up.user_id is null;

  if not taken then
    insert into tenants as t (name) values (btrim(sign_up.tenant_name))
    returning t.id into sign_up.tenant_id;
    insert into memberships (tenant_id, user_id, role)
    values (sign_up.tenant_id, sign_up.user_id, 'owner');
    select m.session_id into sign_up.session_id
      from private.make_session(sign_up.user_id, session_hash, sign_up.address,
                                sign_up.user_agent) m;
  end if;
  return next;
end
$$;

grant execute on function private.sign_up(text, text, text, text, bytea, inet, text) to muster_web;
