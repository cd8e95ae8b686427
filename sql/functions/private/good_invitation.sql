-- private.good_invitation(tenant uuid, token_hash bytea) returns invitations: the invitation of a
-- link that still works; no row for one that was used, revoked, or is too old, and for a tenant
-- that is shut.
create or replace function private.good_invitation(tenant uuid, token_hash bytea)
returns setof invitations
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select i.*
    from invitations i join tenants t on t.id = i.tenant_id and t.active
   where i.tenant_id = tenant and i.token_hash = good_invitation.token_hash
     and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
$$;
