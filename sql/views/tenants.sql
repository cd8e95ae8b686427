-- api.tenants: where the user who asks is a member, with the own role; for a key its own. Only
-- the current one can be changed.
create or replace view api.tenants with (security_invoker = true) as
select t.id, t.name, t.slug, t.role, t.is_current, t.retention_days, t.offline_after_s,
       t.run_timeout_s, t.delete_at, t.version, t.created_at, t.updated_at
  from private.caller_tenants() t;

grant select on api.tenants to muster_web;
