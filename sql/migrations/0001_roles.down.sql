-- 0001_roles.down.sql: the roles stay, other databases may use them.
alter default privileges for role muster_owner grant execute on functions to public;
alter default privileges for role muster_owner grant usage on types to public;
revoke usage on schema public from muster_web, muster_live, muster_work;
revoke create, usage on schema public from muster_owner;
do $$
declare
  server text;
begin
  foreach server in array array['muster_web', 'muster_live', 'muster_work'] loop
    execute format('alter role %I in database %I reset all', server, current_database());
  end loop;
  execute format('revoke create on database %I from muster_owner', current_database());
end
$$;
