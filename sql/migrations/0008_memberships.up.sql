-- 0008_memberships.up.sql: who may do what in which tenant.
--
-- A membership ends but is not deleted: created_by of other tables refers to it.
set local role muster_owner;

create table memberships (
  tenant_id  uuid not null default auth.tenant() references tenants,
  user_id    uuid not null references users,
  role       text not null,
  ended_at   timestamptz,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, user_id),
  constraint membership_role_is_known check (auth.rank(role) is not null)
);

select app.protect('memberships', write => 'admin', remove => 'owner');
grant select on memberships to muster_web, muster_live, muster_work;

create trigger memberships_stamp_updated_at before update on memberships
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

-- The tenants of a user: found by the user, so it cannot be an index of
-- memberships, whose keys all begin with the tenant.
create table user_tenants (
  user_id      uuid not null references users,
  tenant_id    uuid not null,
  last_used_at timestamptz,
  primary key (user_id, tenant_id),
  constraint user_tenant_is_a_membership
    foreign key (tenant_id, user_id) references memberships (tenant_id, user_id) on delete cascade
);

select app.protect_user('user_tenants');
grant select on user_tenants to muster_web;

create function private.note_user_tenants() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into user_tenants (user_id, tenant_id) select user_id, tenant_id from new_rows;
  return null;
end
$$;

create trigger memberships_note_user_tenants
  after insert on memberships referencing new table as new_rows
  for each statement execute function private.note_user_tenants();

create policy user_sees_fellow_members on users for select
  to muster_web, muster_live, muster_work
  using (exists (select from memberships m
                  where m.tenant_id = (select auth.tenant()) and m.user_id = users.id));

reset role;
