-- 0011_identities.up.sql: who a user is to another service that signs in.
set local role muster_owner;

create table identities (
  user_id    uuid not null references users on delete cascade,
  id         uuid not null default uuid_v7(),
  provider   text not null,
  subject    text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  constraint identity_is_of_one_user unique (provider, subject)
);

select app.protect_user('identities');
grant select on identities to muster_web;

reset role;
