-- 0006_tenants.up.sql: a tenant is an organisation; all else belongs to one.
set local role muster_owner;

create table tenants (
  id         uuid primary key default uuid_v7(),
  name       text not null,
  slug       text,
  active     boolean not null default true,
  settings   jsonb not null default '{}',
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tenant_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint tenant_slug_is_free unique (slug),
  constraint tenant_slug_is_a_word check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  constraint tenant_settings_are_an_object check (jsonb_typeof(settings) = 'object')
);

-- the root of all tenant tables: its own id is the tenant
select app.protect_global('tenants');
create policy tenant_sees_itself on tenants for select
  to muster_web, muster_live, muster_work using (id = (select auth.tenant()));
create policy admin_may_update on tenants for update to muster_web
  using (id = (select auth.tenant()) and (select auth.has_role('admin')));
grant select on tenants to muster_web, muster_live, muster_work;
grant update (name, settings, version) on tenants to muster_web;

create trigger tenants_stamp_updated_at before update on tenants
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

reset role;
