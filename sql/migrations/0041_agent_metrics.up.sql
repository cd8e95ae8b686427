-- 0041_agent_metrics.up.sql: what is measured of an agent, one row for each reading.
set local role muster_owner;

create table agent_metrics (
  tenant_id uuid not null default auth.tenant() references tenants,
  id        uuid not null default uuid_v7(),
  agent_id  uuid not null,
  name      text not null,
  at        timestamptz not null default now(),
  value     double precision not null,
  unit      text not null default '',
  labels    jsonb not null default '{}',
  primary key (tenant_id, id),
  constraint metric_is_of_an_agent
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete cascade,
  constraint metric_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint metric_value_is_a_number check (value between -1e300 and 1e300),
  constraint metric_unit_is_short check (length(unit) <= 32),
  constraint metric_labels_are_an_object check (jsonb_typeof(labels) = 'object')
);

-- a series is read from this index alone
create index agent_metrics_of_a_series on agent_metrics (tenant_id, agent_id, name, at) include (value, unit);
create index agent_metrics_by_age on agent_metrics (tenant_id, at);

select app.protect('agent_metrics', write => 'operator', remove => 'admin');
grant select on agent_metrics to muster_web, muster_work;
grant insert (agent_id, name, at, value, unit, labels) on agent_metrics to muster_web;

reset role;
