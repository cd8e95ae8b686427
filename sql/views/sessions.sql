-- api.sessions: the live sessions of the user who asks; none for a key. is_current: this one.
create or replace view api.sessions with (security_invoker = true) as
select s.id,
       s.id = (select auth.credential()) as is_current,
       s.tenant_id,
       (select t.name from tenants t where t.id = s.tenant_id) as tenant_name,
       s.created_at,
       s.last_used_at,
       least(s.expires_at, s.last_used_at + interval '8 hours') as expires_at,
       host(s.address) as address,
       s.user_agent
  from sessions s
 where s.revoked_at is null
   and s.expires_at > now()
   and s.last_used_at > now() - interval '8 hours'
   and (select app.has_session());

grant select on api.sessions to muster_web;
