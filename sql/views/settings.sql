-- api.settings: how the user who asks wants pages; one row, and none for a key.
create or replace view api.settings with (security_invoker = true) as
select u.id,
       u.name,
       u.email,
       coalesce(s.theme, 'system') as theme,
       coalesce(s.time_zone, 'UTC') as time_zone,
       coalesce(s.page_size, 25) as page_size
  from users u
  left join user_settings s on s.user_id = u.id
 where u.id = (select auth.user_id()) and (select app.has_session());

grant select on api.settings to muster_web;
