-- private.caller_tenants()
--   returns id uuid, name text, slug text, role text, is_current boolean, retention_days int,
--   offline_after_s int, run_timeout_s int, delete_at timestamptz, version int,
--   created_at timestamptz, updated_at timestamptz
--
-- Where the user who asks is a member; for a key its own tenant. For the view api.tenants.
create or replace function private.caller_tenants()
returns table (id uuid, name text, slug text, role text, is_current boolean, retention_days int,
               offline_after_s int, run_timeout_s int, delete_at timestamptz, version int,
               created_at timestamptz, updated_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select t.id, t.name, t.slug, mine.role, t.id = auth.tenant(), t.retention_days,
         t.offline_after_s, t.run_timeout_s, t.delete_at, t.version, t.created_at, t.updated_at
    from (select m.tenant_id, m.role
            from user_tenants ut
            join memberships m on (m.tenant_id, m.user_id) = (ut.tenant_id, ut.user_id)
           where ut.user_id = auth.user_id() and m.ended_at is null
             and (select app.has_session())
          union all
          select auth.tenant(), auth.role() where not (select app.has_session())) mine
    join tenants t on t.id = mine.tenant_id and t.active
$$;

grant execute on function private.caller_tenants() to muster_web;
