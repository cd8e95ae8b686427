-- private.invitation_look(tenant uuid, token_hash bytea, session_hash bytea)
--   returns email text, role text, tenant_name text, invited_by text, has_account boolean,
--   is_own boolean, signed_in_as text
--
-- What a link offers, to who holds it; no row where it does not work. is_own: the session is of
-- the invited address.
create or replace function private.invitation_look(tenant uuid, token_hash bytea,
                                                   session_hash bytea)
returns table (email text, role text, tenant_name text, invited_by text, has_account boolean,
               is_own boolean, signed_in_as text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select i.email, i.role, t.name, coalesce(nullif(maker.name, ''), maker.email),
         u.id is not null, coalesce(u.id = visitor.id, false), visitor.email
    from private.good_invitation(tenant, token_hash) i
    join tenants t on t.id = i.tenant_id
    left join users maker on maker.id = i.created_by
    left join users u on u.email = i.email
    left join users visitor on visitor.id = private.session_user_id(session_hash)
$$;

grant execute on function private.invitation_look(uuid, bytea, bytea) to muster_web;
