-- api.credentials: the secrets of the tenant; never the secret, only whether there is one, its
-- last four characters and when it changed; state: how far it can be used, in a word.
create or replace view api.credentials with (security_invoker = true) as
select c.id,
       c.name,
       c.type,
       c.provider,
       c.description,
       c.metadata,
       c.active,
       c.expires_at,
       c.configured,
       c.last4,
       c.changed_at,
       c.last_used_at,
       c.created_by as created_by_id,
       (select u.name from users u where u.id = c.created_by) as created_by_name,
       (select u.email from users u where u.id = c.created_by) as created_by_email,
       c.version,
       c.created_at,
       c.updated_at,
       case when not c.configured then 'pending'
            when not c.active then 'paused'
            when c.expires_at <= now() then 'expired'
            else 'active'
       end as state
  from credentials c;

grant select on api.credentials to muster_web;
