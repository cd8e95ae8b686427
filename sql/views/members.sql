-- api.members: who is in the tenant. is_self: the one who asks, signed in.
create or replace view api.members with (security_invoker = true) as
select m.user_id as id,
       (select u.name from users u where u.id = m.user_id) as name,
       (select u.email from users u where u.id = m.user_id) as email,
       (select u.avatar_url from users u where u.id = m.user_id) as avatar,
       m.role,
       m.user_id = (select auth.user_id()) and (select app.has_session()) as is_self,
       m.version,
       m.created_at,
       m.updated_at
  from memberships m
 where m.ended_at is null;

grant select on api.members to muster_web;
