-- api.audit_log: who did what, for admins. Pages go by id, newest first; time is bounds of
-- id (app.uuid_floor).
--   kind      by what it was done: key, session, or system where nobody asked
--   row_name  what the row is called now, else what it was called
--   changed   the members that are told of: those that changed, also where both are masked
--   target_id the agent, workflow or credential that has a page, as a deleted agent has
create or replace view api.audit_log with (security_invoker = true) as
select l.id,
       l.at,
       case
         when l.credential is null then 'system'
         when exists (select from api_keys k where (k.tenant_id, k.id) = (l.tenant_id, l.credential))
           then 'key'
         else 'session'
       end as kind,
       l.actor as actor_id,
       (select u.name from users u where u.id = l.actor) as actor_name,
       (select u.email from users u where u.id = l.actor) as actor_email,
       l.credential as credential_id,
       (select k.name from api_keys k
         where (k.tenant_id, k.id) = (l.tenant_id, l.credential)) as key_name,
       l.action,
       l.noun,
       l.row_id,
       coalesce(
         case l.noun
           when 'agent' then
             (select a.name from agents a where (a.tenant_id, a.id) = (l.tenant_id, l.row_id))
           when 'workflow' then
             (select w.name from workflows w where (w.tenant_id, w.id) = (l.tenant_id, l.row_id))
           when 'capability' then
             (select c.name from agent_capabilities c where (c.tenant_id, c.id) = (l.tenant_id, l.row_id))
           when 'flowchart' then
             (select a.name from flowcharts f
                join agents a on (a.tenant_id, a.id) = (f.tenant_id, f.agent_id)
               where (f.tenant_id, f.id) = (l.tenant_id, l.row_id))
           when 'project' then
             (select p.name from projects p where (p.tenant_id, p.id) = (l.tenant_id, l.row_id))
           when 'task' then
             (select t.title from tasks t where (t.tenant_id, t.id) = (l.tenant_id, l.row_id))
           when 'blueprint' then
             (select b.name from blueprints b where (b.tenant_id, b.id) = (l.tenant_id, l.row_id))
           when 'mcpServer' then
             (select s.name from mcp_servers s where (s.tenant_id, s.id) = (l.tenant_id, l.row_id))
           when 'apiKey' then
             (select k.name from api_keys k where (k.tenant_id, k.id) = (l.tenant_id, l.row_id))
           when 'credential' then
             (select c.name from credentials c where (c.tenant_id, c.id) = (l.tenant_id, l.row_id))
           when 'member' then
             (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = l.row_id)
           when 'user' then
             (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = l.row_id)
           when 'tenant' then (select t.name from tenants t where t.id = l.row_id)
         end,
         l.after ->> 'name', l.before ->> 'name', l.after ->> 'title', l.before ->> 'title',
         l.after ->> 'email', l.before ->> 'email') as row_name,
       l.success,
       l.before,
       l.after,
       host(l.address) as address,
       l.request_id,
       array(select jsonb_object_keys(coalesce(l.before, '{}') || coalesce(l.after, '{}')) order by 1)
         as changed,
       case l.noun
         when 'agent' then
           (select a.id from agents a
             where (a.tenant_id, a.id) = (l.tenant_id, l.row_id))
         when 'workflow' then
           (select w.id from workflows w where (w.tenant_id, w.id) = (l.tenant_id, l.row_id))
         when 'project' then
           (select p.id from projects p
             where (p.tenant_id, p.id) = (l.tenant_id, l.row_id))
         when 'task' then
           (select t.id from tasks t
             where (t.tenant_id, t.id) = (l.tenant_id, l.row_id))
         when 'blueprint' then
           (select b.id from blueprints b
             where (b.tenant_id, b.id) = (l.tenant_id, l.row_id))
         when 'mcpServer' then
           (select s.id from mcp_servers s
             where (s.tenant_id, s.id) = (l.tenant_id, l.row_id))
         when 'credential' then
           (select c.id from credentials c where (c.tenant_id, c.id) = (l.tenant_id, l.row_id))
         when 'capability' then
           (select c.agent_id from agent_capabilities c where (c.tenant_id, c.id) = (l.tenant_id, l.row_id))
         when 'flowchart' then
           (select f.agent_id from flowcharts f where (f.tenant_id, f.id) = (l.tenant_id, l.row_id))
       end as target_id
  from audit_log l;

grant select on api.audit_log to muster_web;
