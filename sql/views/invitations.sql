-- api.invitations: who was asked to join the tenant; never the token. state: pending, accepted,
-- expired, revoked.
create or replace view api.invitations with (security_invoker = true) as
select i.id,
       i.email,
       i.role,
       case
         when i.accepted_at is not null then 'accepted'
         when i.revoked_at is not null then 'revoked'
         when i.expires_at <= now() then 'expired'
         else 'pending'
       end as state,
       i.expires_at,
       i.accepted_at,
       i.accepted_by as accepted_by_id,
       i.revoked_at,
       i.is_mailed,
       i.created_by as created_by_id,
       (select u.name from users u where u.id = i.created_by) as created_by_name,
       (select u.email from users u where u.id = i.created_by) as created_by_email,
       i.version,
       i.created_at,
       i.updated_at
  from invitations i;

grant select on api.invitations to muster_web;
