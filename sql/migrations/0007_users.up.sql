-- 0007_users.up.sql: a user is a person; memberships say where.
set local role muster_owner;

create table users (
  id                uuid primary key default uuid_v7(),
  email             text not null,
  name              text not null default '',
  avatar_url        text,
  password_hash     text,
  email_verified_at timestamptz,
  disabled_at       timestamptz,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint user_email_is_free unique (email),
  constraint user_email_is_an_address
    check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  constraint user_name_is_short check (length(name) <= 255),
  constraint user_password_is_a_hash check (password_hash like '$%')
);

-- The password hash is in no grant: only definer functions see it. The policy that
-- shows the members of one's own tenant follows with memberships.
select app.protect_global('users');
create policy user_sees_itself on users for select
  to muster_web, muster_live, muster_work using (id = (select auth.user_id()));
create policy user_may_update_itself on users for update to muster_web
  using (id = (select auth.user_id()));
grant select (id, email, name, avatar_url, email_verified_at, disabled_at, created_at, updated_at)
  on users to muster_web, muster_live, muster_work;
grant update (name, avatar_url) on users to muster_web;

create trigger users_stamp_updated_at before update on users
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

reset role;
