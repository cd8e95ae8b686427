-- 0016_projects.up.sql: a project groups agents.
set local role muster_owner;

create table projects (
  tenant_id     uuid not null default auth.tenant() references tenants,
  id            uuid not null default uuid_v7(),
  name          text not null,
  description   text not null default '',
  type          text not null default '',
  active        boolean not null default true,
  configuration jsonb not null default '{}',
  created_by    uuid default auth.user_id(),
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  -- lists show the name: from the key alone
  primary key (tenant_id, id) include (name),
  constraint project_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint project_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint project_configuration_is_an_object check (jsonb_typeof(configuration) = 'object')
);

create index projects_by_name on projects (tenant_id, name, id);

select app.protect('projects', write => 'operator', remove => 'admin');
grant select on projects to muster_web, muster_live, muster_work;
grant insert (id, name, description, type, active, configuration),
      update (name, description, type, active, configuration, version), delete
  on projects to muster_web;

create trigger projects_stamp_updated_at before update on projects
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

reset role;
