-- auth.begin(credential bytea, needed text, read_only boolean, tenant uuid default null,
--            session_only boolean default false)
--   returns one row: user_id uuid, tenant_id uuid, role text, kind text (session, key),
--   credential_id uuid, email text, name text, tenant_name text, theme text,
--   time_zone text, page_size int, delete_at timestamptz, other_tenants text
--
-- The first statement of every unit, and the only code that names a tenant: finds the
-- session or the API key by the SHA-256 of the credential, checks it, and sets
-- muster.tenant, muster.user_id, muster.role and muster.credential for this transaction, and
-- muster.is_limited where the plan of the tenant limits something.
-- Raises, so that nothing behind it runs:
--   MU401 'invalid', 'expired' or 'revoked'; 'key' where session_only: pages are for people
--   MU403 the role is below the needed one; the detail is the row as JSON texts, so that a
--         page can say so to the one who asked
--   MU409 the page was rendered for another tenant than the session's current one; the same
-- delete_at is when the tenant goes, if it is to go. other_tenants, for pages: [{id, name}] of
-- the others that the user is in, JSON; null for none.
-- read_only makes the transaction read only, which binds definer functions too and
-- cannot be undone in it. Last use moves at most once a minute, before that, and
-- skips a row that another request is just moving.
--
-- A key works for its tenant with its own role, whoever made it (see 0015_api_keys);
-- user_id, email and name are its maker's.
-- A function with other columns is another one to PostgreSQL; definitions are put in one
-- transaction, so nobody misses it.
do $$
declare
  present constant regprocedure := to_regprocedure('auth.begin(bytea, text, boolean, uuid, boolean)');
begin
  if exists (select from pg_proc p
              where p.oid = present and 'other_tenants' <> all (p.proargnames)) then
    execute format('drop function %s', present);
  end if;
end
$$;

create or replace function auth.begin(credential bytea, needed text, read_only boolean,
                                      tenant uuid default null,
                                      session_only boolean default false)
returns table (user_id uuid, tenant_id uuid, role text, kind text, credential_id uuid,
               email text, name text, tenant_name text, theme text, time_zone text,
               page_size int, delete_at timestamptz, other_tenants text)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
rows 1 as $$
#variable_conflict use_column
declare
  found_one record;
  others text;
  whole text;
begin
  -- session; a member who left or a user who was disabled counts as revoked
  select s.user_id, s.tenant_id, m.role, 'session' as kind, s.id, u.email, u.name,
         t.name as tenant_name, us.theme, us.time_zone, us.page_size, t.delete_at,
         exists (select from user_tenants ut
                  where ut.user_id = s.user_id and ut.tenant_id <> s.tenant_id) as has_others,
         t.is_limited,
         s.revoked_at is not null or m.role is null or m.ended_at is not null
           or u.disabled_at is not null or not t.active as is_revoked,
         s.expires_at <= now() or s.last_used_at <= now() - interval '8 hours' as is_expired,
         s.last_used_at <= now() - interval '1 minute' as is_stale
    into found_one
    from sessions s
    join users u on u.id = s.user_id
    join tenants t on t.id = s.tenant_id
    left join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id
    left join user_settings us on us.user_id = s.user_id
   where s.token_hash = credential;

  if not found then
    select k.created_by as user_id, k.tenant_id, k.role, 'key' as kind, k.id, u.email, u.name,
           t.name as tenant_name, null::text as theme, null::text as time_zone,
           null::int as page_size, t.delete_at, false as has_others,
           t.is_limited,
           k.revoked_at is not null or not t.active as is_revoked,
           k.expires_at <= now() as is_expired,
           coalesce(k.last_used_at <= now() - interval '1 minute', true) as is_stale
      into found_one
      from key_tenants kt
      join api_keys k on k.tenant_id = kt.tenant_id and k.hash = kt.hash
      join tenants t on t.id = k.tenant_id
      left join users u on u.id = k.created_by
     where kt.hash = credential;
  end if;

  if not found then
    raise exception using errcode = 'MU401', message = 'invalid';
  elsif found_one.is_revoked then
    raise exception using errcode = 'MU401', message = 'revoked';
  elsif found_one.is_expired then
    raise exception using errcode = 'MU401', message = 'expired';
  elsif session_only and found_one.kind = 'key' then
    raise exception using errcode = 'MU401', message = 'key';
  end if;

  if session_only and found_one.has_others then
    others := private.other_tenants(found_one.user_id, found_one.tenant_id);
  end if;
  if tenant <> found_one.tenant_id
     or (auth.rank(found_one.role) >= auth.rank(needed)) is not true then
    whole := json_build_object(
      'user_id', found_one.user_id, 'tenant_id', found_one.tenant_id, 'role', found_one.role,
      'kind', found_one.kind, 'credential_id', found_one.id, 'email', found_one.email,
      'name', found_one.name, 'tenant_name', found_one.tenant_name,
      'theme', coalesce(found_one.theme, 'system'),
      'time_zone', coalesce(found_one.time_zone, 'UTC'),
      'delete_at', found_one.delete_at::text, 'other_tenants', others)::text;
    if tenant <> found_one.tenant_id then
      raise exception using errcode = 'MU409', message = 'another tenant is current',
                            detail = whole;
    end if;
    raise exception using errcode = 'MU403', message = format('needs role %s', needed),
                          detail = whole;
  end if;

  perform set_config('muster.tenant', found_one.tenant_id::text, true),
          set_config('muster.user_id', coalesce(found_one.user_id::text, ''), true),
          set_config('muster.role', found_one.role, true),
          set_config('muster.credential', found_one.id::text, true);
  if found_one.is_limited then
    perform set_config('muster.is_limited', 'true', true);
  end if;

  if found_one.is_stale then
    perform private.touch_credential(found_one.kind, found_one.user_id, found_one.tenant_id,
                                     found_one.id);
  end if;
  if read_only then
    perform set_config('synchronous_commit', 'off', true),
            set_config('transaction_read_only', 'on', true);
  end if;

  return query select found_one.user_id, found_one.tenant_id, found_one.role, found_one.kind,
    found_one.id, found_one.email, found_one.name, found_one.tenant_name,
    coalesce(found_one.theme, 'system'), coalesce(found_one.time_zone, 'UTC'),
    coalesce(found_one.page_size, 25), found_one.delete_at, others;
end
$$;

grant execute on function auth.begin(bytea, text, boolean, uuid, boolean)
  to muster_web, muster_live, muster_work;
