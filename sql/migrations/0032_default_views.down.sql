-- 0032_default_views.down.sql: cascade, because views are put in anew by the next run up.
set local role muster_owner;

drop table default_views cascade;

drop policy own_or_admin_may_update on saved_views;
drop policy own_or_admin_may_delete on saved_views;
create policy own_may_update on saved_views as restrictive for update to muster_web
  using (user_id = (select auth.user_id()) and (select app.has_session()));
create policy own_may_delete on saved_views as restrictive for delete to muster_web
  using (user_id = (select auth.user_id()) and (select app.has_session()));

drop trigger saved_views_take_place on saved_views;
drop function app.take_place();
drop index saved_views_by_noun;
alter table saved_views
  drop constraint saved_view_noun_is_known,
  drop constraint saved_view_noun_is_its_own,
  drop column place cascade;

reset role;
