-- api.saved_views: the views of the user who asks, and those that others share. place orders
-- one's own.
create or replace view api.saved_views with (security_invoker = true) as
select v.id,
       v.noun,
       v.name,
       v.query,
       v.shared,
       v.user_id = (select auth.user_id()) and (select app.has_session()) as is_own,
       exists (select from default_views d
                where (d.tenant_id, d.view_id, d.user_id)
                      = (v.tenant_id, v.id, (select auth.user_id()))) as is_default,
       v.user_id as created_by_id,
       (select u.name from users u where u.id = v.user_id) as created_by_name,
       v.place,
       v.version,
       v.created_at,
       v.updated_at
  from saved_views v;

grant select on api.saved_views to muster_web;
