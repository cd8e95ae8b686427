-- 0017_agents.up.sql: an agent is a program that works for one tenant.
--
-- One that is deleted stays as a row, which nothing but its executions shows any more:
-- they keep its id and name, and there may be a million of them.
set local role muster_owner;

create table agents (
  tenant_id            uuid not null default auth.tenant() references tenants,
  id                   uuid not null default uuid_v7(),
  name                 text not null,
  description          text not null default '',
  status               text not null default 'active',
  category             text not null default '',
  type                 text not null default '',
  model_provider       text not null default '',
  model                text not null default '',
  instructions         text not null default '',
  enabled              boolean not null default true,
  configuration        jsonb not null default '{}',
  tags                 text[] not null default '{}',
  heartbeat_interval_s int,
  project_id           uuid,
  created_by           uuid default auth.user_id(),
  version              int not null default 1,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  deleted_at           timestamptz,
  -- lists of executions show the name: from the key alone
  primary key (tenant_id, id) include (name),
  constraint agent_project_is_of_the_same_tenant
    foreign key (tenant_id, project_id) references projects (tenant_id, id)
    on delete set null (project_id),
  constraint agent_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint agent_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint agent_status_is_known check (status in ('active', 'inactive', 'paused')),
  constraint agent_category_is_short check (length(category) <= 255),
  constraint agent_type_is_short check (length(type) <= 255),
  constraint agent_model_is_short check (length(model) <= 255),
  constraint agent_configuration_is_an_object check (jsonb_typeof(configuration) = 'object'),
  constraint agent_heartbeat_interval_is_bounded check (heartbeat_interval_s between 1 and 86400)
);

create index agents_that_are on agents (tenant_id, id) where deleted_at is null;
create index agents_by_status on agents (tenant_id, status, id) where deleted_at is null;
create index agents_by_category on agents (tenant_id, category, id) where deleted_at is null;
create index agents_by_name on agents (tenant_id, name, id) where deleted_at is null;
create index agents_by_update on agents (tenant_id, updated_at, id) where deleted_at is null;
create index agents_of_a_project on agents (tenant_id, project_id, id) where project_id is not null;

select app.protect('agents', write => 'operator', remove => 'admin');
create policy admin_may_mark_deleted on agents as restrictive for update to muster_web
  using (true) with check (deleted_at is null or (select auth.has_role('admin')));
grant select on agents to muster_web, muster_live, muster_work;
-- an import says when a row was made, and whose it is
grant insert (tenant_id, id, name, description, status, category, type, model_provider, model,
              instructions, enabled, configuration, tags, heartbeat_interval_s, project_id, created_at),
      update (name, description, status, category, type, model_provider, model, instructions, enabled,
              configuration, tags, heartbeat_interval_s, project_id, version, deleted_at)
  on agents to muster_web;

create trigger agents_stamp_updated_at before update on agents
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

-- When an agent was last heard of. Apart from agents, so that a heartbeat moves
-- neither version nor ETag.
create table agent_activity (
  tenant_id    uuid not null default auth.tenant(),
  agent_id     uuid not null,
  heartbeat_at timestamptz not null default now(),
  details      jsonb,
  primary key (tenant_id, agent_id),
  constraint activity_is_of_an_agent
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete cascade
) with (fillfactor = 80);

select app.protect('agent_activity', write => 'operator', remove => 'admin');
grant select on agent_activity to muster_web, muster_live, muster_work;
grant insert, update (heartbeat_at, details) on agent_activity to muster_web;

reset role;
