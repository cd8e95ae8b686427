-- 0001_roles.down.sql: the roles stay, other databases may use them.
alter default privileges for role muster_owner grant execute on functions to public;
alter default privileges for role muster_owner grant usage on types to public;
revoke usage on schema public from muster_web, muster_live, muster_work;
revoke create, usage on schema public from muster_owner;
do $$
begin
  execute format('revoke create on database %I from muster_owner', current_database());
end
$$;
