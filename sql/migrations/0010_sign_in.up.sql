-- 0010_sign_in.up.sql: what guards sign-in; only definer functions see it.
set local role muster_owner;

create table login_attempts (
  id        bigint generated always as identity primary key,
  at        timestamptz not null default now(),
  email     text not null,
  user_id   uuid,
  address   inet,
  succeeded boolean not null
);

-- One bucket per account and per address (who signs in), account or address (who asks for
-- a link), address (who signs up), user (who says the present password): attempts since began_at, waits so far.
create table throttle (
  kind          text not null,
  subject       text not null,
  attempts      int not null default 0,
  began_at      timestamptz not null default now(),
  waits         int not null default 0,
  blocked_until timestamptz,
  primary key (kind, subject),
  constraint throttle_kind_is_known
    check (kind in ('account', 'address', 'reset', 'password', 'sign-up'))
);

-- Links sent by mail, each good once.
create table verifications (
  token_hash bytea primary key,
  user_id    uuid not null references users on delete cascade,
  purpose    text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint verification_token_is_a_sha256 check (length(token_hash) = 32),
  constraint verification_purpose_is_known check (purpose in ('email', 'password'))
);

create index verifications_of_a_user on verifications (user_id);

select app.protect_global('login_attempts');
select app.protect_global('throttle');
select app.protect_global('verifications');

reset role;
