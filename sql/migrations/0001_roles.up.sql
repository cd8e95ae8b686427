-- 0001_roles.up.sql: who owns and who serves.
--
-- muster_owner owns all and is nobody's login; muster_web, muster_live and
-- muster_work serve and own nothing. Roles belong to the cluster and may be
-- shared by several databases, so they are made only where absent, and the
-- down migration leaves them. Passwords are set by the host, never here.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['muster_owner', 'muster_web', 'muster_live', 'muster_work'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nosuperuser nobypassrls nocreatedb nocreaterole %s',
                     wanted, case wanted when 'muster_owner' then 'nologin' else 'login' end);
    end if;
  end loop;

  -- an admin login that is no superuser must be able to become the owner
  if not pg_has_role(current_user, 'muster_owner', 'member') then
    execute format('grant muster_owner to %I', current_user);
  end if;

  execute format('grant create, temporary on database %I to muster_owner', current_database());
  -- a temporary table could stand in front of a real one
  execute format('revoke temporary on database %I from public', current_database());
end
$$;

-- How the servers plan. Their statements are prepared once and few rows each: one plan
-- for all parameters, no compiling. Plans are made when tables are still empty, and
-- would scan them long after: a scan is the last resort.
do $$
declare
  server text;
begin
  foreach server in array array['muster_web', 'muster_live', 'muster_work'] loop
    execute format('alter role %I in database %I set plan_cache_mode = force_generic_plan',
                   server, current_database());
    execute format('alter role %I in database %I set jit = off', server, current_database());
    execute format('alter role %I in database %I set enable_seqscan = off',
                   server, current_database());
  end loop;
end
$$;

grant create, usage on schema public to muster_owner;
grant usage on schema public to muster_web, muster_live, muster_work;

-- nothing that the owner makes may be executed by everybody
alter default privileges for role muster_owner revoke execute on functions from public;
alter default privileges for role muster_owner revoke usage on types from public;
