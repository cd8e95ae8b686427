-- 0039_members.up.sql: members change and leave; invitations are renewed, revoked, accepted.
set local role muster_owner;

-- one index for each order and filter of the list, ending in the key
create index memberships_by_joining on memberships (tenant_id, created_at, user_id)
  where ended_at is null;
create index memberships_by_role on memberships (tenant_id, role, created_at, user_id)
  where ended_at is null;

grant update (role, ended_at, version) on memberships to muster_web;

-- Nobody changes who stands above, or lifts somebody there; and the last owner stays one. Two who end each other's
-- ownership wait here: the tenant's row is locked, and each counts what the other has left.
-- Where the tenant itself goes, all go.
create function private.guard_owners() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if auth.role() is not null and not (auth.has_role(old.role) and auth.has_role(new.role)) then
    raise exception using errcode = 'MU403', message = 'needs a role that is not below the member''s';
  end if;
  if old.role <> 'owner' or old.ended_at is not null then
    return null;
  end if;
  perform from tenants t where t.id = old.tenant_id for no key update;
  if exists (select from tenants t
              where t.id = old.tenant_id and (t.active or t.delete_at > now() or t.delete_at is null))
     and not exists (select from memberships m join users u on u.id = m.user_id
                      where m.tenant_id = old.tenant_id and m.role = 'owner'
                        and m.ended_at is null and u.disabled_at is null) then
    raise exception using errcode = 'MU409',
      message = 'this is the last owner: make somebody else one first';
  end if;
  return null;
end
$$;

create trigger memberships_guard_owners_on_update after update on memberships
  for each row when (old.role <> new.role or old.ended_at is distinct from new.ended_at)
  execute function private.guard_owners();
create trigger memberships_guard_owners_on_delete after delete on memberships
  for each row execute function private.guard_owners();

-- Whoever is a member no more is signed in there no more, also when the membership begins anew.
create function private.end_member_sessions() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update sessions s set revoked_at = now()
   where s.user_id = new.user_id and s.tenant_id = new.tenant_id and s.revoked_at is null;
  return null;
end
$$;

create trigger memberships_end_sessions after update of ended_at on memberships
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function private.end_member_sessions();

-- An invitation ends by being accepted or revoked; its row stays, and says so.
alter table invitations
  add column accepted_by uuid,
  add column revoked_at  timestamptz,
  add column version     int not null default 1,
  add column updated_at  timestamptz not null default now(),
  add column is_mailed   boolean not null default false,
  add constraint invitation_accepter_is_a_member
    foreign key (tenant_id, accepted_by) references memberships (tenant_id, user_id),
  add constraint invitation_ending_is_one check (accepted_at is null or revoked_at is null),
  add constraint invitation_email_is_short check (length(email) <= 254);

create unique index invitation_of_an_address_is_one on invitations (tenant_id, email)
  where accepted_at is null and revoked_at is null;

revoke delete on invitations from muster_web;
grant select (accepted_by, revoked_at, version, updated_at, is_mailed), insert (is_mailed),
      update (token_hash, expires_at, revoked_at, version, is_mailed)
  on invitations to muster_web;
create policy admin_may_read on invitations as restrictive for select
  to muster_web, muster_live, muster_work using ((select auth.has_role('admin')));
create policy role_is_not_above_own_anew on invitations as restrictive for update to muster_web
  using (true) with check ((select auth.has_role(role)));

create trigger invitations_stamp_updated_at before update on invitations
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

-- A link that confirms a new address of a user says which one.
alter table verifications
  add column email text,
  add constraint verification_email_is_named check (purpose <> 'email' or email is not null);

-- A new address is told to each tenant of its user, as a new password is.
create function private.audit_email() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform private.audit_user(new.id, 'change-email', true, null);
  return null;
end
$$;

create trigger users_audit_email after update of email on users
  for each row when (new.email is distinct from old.email)
  execute function private.audit_email();

reset role;
