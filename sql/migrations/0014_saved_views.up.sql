-- 0014_saved_views.up.sql: a named filter of a list; own, or shared with the tenant; a key
-- has none of its own.
set local role muster_owner;

create table saved_views (
  tenant_id  uuid not null default auth.tenant() references tenants,
  id         uuid not null default uuid_v7(),
  user_id    uuid not null default auth.user_id(),
  noun       text not null,
  name       text not null,
  query      text not null default '',
  shared     boolean not null default false,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint saved_view_is_of_a_member
    foreign key (tenant_id, user_id) references memberships (tenant_id, user_id),
  constraint saved_view_name_is_free unique (tenant_id, user_id, noun, name),
  constraint saved_view_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint saved_view_query_is_short check (length(query) <= 4000)
);

select app.protect('saved_views', write => 'viewer', remove => 'viewer');
create policy own_or_shared on saved_views as restrictive for select to muster_web
  using (shared or user_id = (select auth.user_id()) and (select app.has_session()));
create policy own_may_insert on saved_views as restrictive for insert to muster_web
  with check (user_id = (select auth.user_id()) and (select app.has_session()));
create policy own_may_update on saved_views as restrictive for update to muster_web
  using (user_id = (select auth.user_id()) and (select app.has_session()));
create policy own_may_delete on saved_views as restrictive for delete to muster_web
  using (user_id = (select auth.user_id()) and (select app.has_session()));
grant select, insert (id, noun, name, query, shared), update (name, query, shared, version), delete
  on saved_views to muster_web;

create trigger saved_views_stamp_updated_at before update on saved_views
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

reset role;
