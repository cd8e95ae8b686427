-- api.api_keys: the keys of the tenant; never the hash. state: active, expired, revoked.
create or replace view api.api_keys with (security_invoker = true) as
select k.id,
       k.name,
       k.prefix,
       k.role,
       case
         when k.revoked_at is not null then 'revoked'
         when k.expires_at <= now() then 'expired'
         else 'active'
       end as state,
       k.expires_at,
       k.last_used_at,
       k.revoked_at,
       k.created_by as created_by_id,
       (select u.name from users u where u.id = k.created_by) as created_by_name,
       (select u.email from users u where u.id = k.created_by) as created_by_email,
       k.version,
       k.created_at,
       k.updated_at
  from api_keys k;

grant select on api.api_keys to muster_web;
