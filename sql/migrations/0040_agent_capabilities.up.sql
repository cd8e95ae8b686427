-- 0040_agent_capabilities.up.sql: what an agent can do, and how sure it is of it.
set local role muster_owner;

create table agent_capabilities (
  tenant_id    uuid not null default auth.tenant() references tenants,
  id           uuid not null default uuid_v7(),
  agent_id     uuid not null,
  name         text not null,
  description  text not null default '',
  confidence   double precision not null default 1,
  usage_count  int not null default 0,
  last_used_at timestamptz,
  metadata     jsonb not null default '{}',
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint capability_is_of_an_agent
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete cascade,
  constraint capability_name_is_free unique (tenant_id, agent_id, name),
  constraint capability_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint capability_confidence_is_a_share check (confidence between 0 and 1),
  constraint capability_usage_is_not_negative check (usage_count >= 0),
  constraint capability_metadata_is_an_object check (jsonb_typeof(metadata) = 'object')
);

-- one for each order of the list of an agent
create index agent_capabilities_by_age on agent_capabilities (tenant_id, agent_id, id);
create index agent_capabilities_by_confidence on agent_capabilities (tenant_id, agent_id, confidence, id);
create index agent_capabilities_by_usage on agent_capabilities (tenant_id, agent_id, usage_count, id);

select app.protect('agent_capabilities', write => 'operator', remove => 'operator');
grant select on agent_capabilities to muster_web, muster_work;
grant insert (id, agent_id, name, description, confidence, usage_count, last_used_at, metadata),
      update (name, description, confidence, usage_count, last_used_at, metadata, version), delete
  on agent_capabilities to muster_web;

create trigger agent_capabilities_stamp_updated_at before update on agent_capabilities
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();
create trigger agent_capabilities_audit after insert or update or delete on agent_capabilities
  for each row execute function private.audit_change('capability', '{}',
    '{version,usage_count,last_used_at}');

reset role;
