-- 0009_sessions.up.sql: a browser or client that is signed in.
--
-- Idle 8 h (last_used_at), at most 7 days (expires_at). last_used_at is moved at most
-- once a minute by auth.begin, is in no index, and finds room on its page.
set local role muster_owner;

create table sessions (
  user_id      uuid not null references users,
  id           uuid not null default uuid_v7(),
  tenant_id    uuid not null references tenants,
  token_hash   bytea not null,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at   timestamptz not null default now() + interval '7 days',
  revoked_at   timestamptz,
  address      inet,
  user_agent   text,
  primary key (user_id, id),
  constraint session_token_is_unique unique (token_hash),
  constraint session_token_is_a_sha256 check (length(token_hash) = 32)
) with (fillfactor = 80);

select app.protect_user('sessions');
grant select (user_id, id, tenant_id, created_at, last_used_at, expires_at, revoked_at, address, user_agent),
      update (revoked_at)
  on sessions to muster_web;

-- Whether a session asks, and not a key. A key bears the id of its maker, so that what it
-- makes has an author; it is not its maker.
create function app.has_session() returns boolean
language sql stable as $$
  select exists (select from sessions s
                  where s.user_id = auth.user_id() and s.id = auth.credential())
$$;

grant execute on function app.has_session() to muster_web;

create policy session_asks on users as restrictive for update to muster_web
  using ((select app.has_session()));

reset role;
