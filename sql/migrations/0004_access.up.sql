-- 0004_access.up.sql: who asks, and how tables are protected.
--
-- auth.begin (sql/functions/auth/begin.sql) sets muster.* for one transaction.
-- After it the settings are '', not null: hence nullif. Policies call these in a
-- scalar subselect, so that they are evaluated once a statement.
set local role muster_owner;

create function auth.tenant() returns uuid
language sql stable parallel safe as $$
  select nullif(current_setting('muster.tenant', true), '')::uuid
$$;

create function auth.user_id() returns uuid
language sql stable parallel safe as $$
  select nullif(current_setting('muster.user_id', true), '')::uuid
$$;

create function auth.role() returns text
language sql stable parallel safe as $$
  select nullif(current_setting('muster.role', true), '')
$$;

-- The session or key of this transaction.
create function auth.credential() returns uuid
language sql stable parallel safe as $$
  select nullif(current_setting('muster.credential', true), '')::uuid
$$;

-- viewer < operator < admin < owner; null for what is no role.
create function auth.rank(role text) returns int
language sql immutable parallel safe as $$
  select array_position(array['viewer', 'operator', 'admin', 'owner'], role)
$$;

create function auth.has_role(needed text) returns boolean
language sql stable parallel safe as $$
  select coalesce(auth.rank(auth.role()) >= auth.rank(needed), false)
$$;

grant execute on function auth.tenant(), auth.user_id(), auth.role(), auth.credential(),
  auth.rank(text), auth.has_role(text) to muster_web, muster_live, muster_work;

-- The owner's own policy: without it a forced table is empty to its owner, and
-- backfills, foreign keys, definer functions and dumps see no rows.
create function app.protect_global(target regclass) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_sees_all on %s to muster_owner using (true) with check (true)',
                 target);
end
$$;

-- A user table: rows of the user who asks.
create function app.protect_user(target regclass) returns void
language plpgsql as $$
begin
  perform app.protect_global(target);
  execute format('create policy user_sees_own on %s to muster_web, muster_live, muster_work'
                 ' using (user_id = (select auth.user_id()))'
                 ' with check (user_id = (select auth.user_id()))', target);
end
$$;

-- A tenant table: rows of the tenant that auth.begin named; what may be written
-- and removed depends on the role. Grants are separate, and as narrow.
create function app.protect(target regclass, write text default 'operator',
                            remove text default 'admin') returns void
language plpgsql as $$
declare
  servers constant text := 'muster_web, muster_live, muster_work';
begin
  perform app.protect_global(target);
  execute format('create policy tenant_sees_own on %s to %s'
                 ' using (tenant_id = (select auth.tenant()))'
                 ' with check (tenant_id = (select auth.tenant()))', target, servers);
  execute format('create policy role_may_insert on %s as restrictive for insert to %s'
                 ' with check ((select auth.has_role(%L)))', target, servers, write);
  execute format('create policy role_may_update on %s as restrictive for update to %s'
                 ' using ((select auth.has_role(%L)))', target, servers, write);
  execute format('create policy role_may_delete on %s as restrictive for delete to %s'
                 ' using ((select auth.has_role(%L)))', target, servers, remove);
end
$$;

-- Before each update that changes something; version is moved by edits only, so
-- not here.
create function app.stamp_updated_at() returns trigger
language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end
$$;

reset role;
