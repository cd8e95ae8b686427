-- 0012_invitations.up.sql: somebody is asked to join a tenant.
set local role muster_owner;

create table invitations (
  tenant_id   uuid not null default auth.tenant() references tenants,
  id          uuid not null default uuid_v7(),
  email       text not null,
  role        text not null,
  token_hash  bytea not null,
  created_by  uuid default auth.user_id(),
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  primary key (tenant_id, id),
  constraint invitation_token_is_unique unique (tenant_id, token_hash),
  constraint invitation_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint invitation_role_is_known check (auth.rank(role) is not null),
  constraint invitation_email_is_an_address
    check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$')
);

select app.protect('invitations', write => 'admin', remove => 'admin');
create policy role_is_not_above_own on invitations as restrictive for insert to muster_web
  with check ((select auth.has_role(role)));
grant select (tenant_id, id, email, role, created_by, created_at, expires_at, accepted_at),
      insert (id, email, role, token_hash, expires_at), delete
  on invitations to muster_web;

reset role;
