-- 0028_workflows.up.sql: a workflow is a graph document that can be run.
--
-- The document is kept as it came: nodes, edges, and in extra all members that have no
-- column. Other names of it (customId) are in aliases.
set local role muster_owner;

create table workflows (
  tenant_id      uuid not null default auth.tenant() references tenants,
  id             uuid not null default uuid_v7(),
  name           text not null,
  description    text not null default '',
  status         text not null default 'draft',
  format         text not null default 'builder',
  trigger        text not null default 'manual',
  trigger_config jsonb not null default '{}',
  variables      jsonb not null default '[]',
  tags           text[] not null default '{}',
  category       text not null default '',
  difficulty     text not null default '',
  estimated_time text not null default '',
  label_version  text not null default '',
  is_template    boolean not null default false,
  is_public      boolean not null default false,
  nodes          jsonb not null default '[]',
  edges          jsonb not null default '[]',
  extra          jsonb not null default '{}',
  -- lists show these and must not read the document
  node_count     int not null generated always as
    (case jsonb_typeof(nodes) when 'array' then jsonb_array_length(nodes) else 0 end) stored,
  edge_count     int not null generated always as
    (case jsonb_typeof(edges) when 'array' then jsonb_array_length(edges) else 0 end) stored,
  project_id     uuid,
  created_by     uuid default auth.user_id(),
  updated_by     uuid default auth.user_id(),
  version        int not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  -- lists of executions show the name: from the key alone
  primary key (tenant_id, id) include (name),
  constraint workflow_project_is_of_the_same_tenant
    foreign key (tenant_id, project_id) references projects (tenant_id, id)
    on delete set null (project_id),
  constraint workflow_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint workflow_editor_is_a_member
    foreign key (tenant_id, updated_by) references memberships (tenant_id, user_id),
  constraint workflow_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint workflow_status_is_known check (status in ('draft', 'active', 'paused', 'archived')),
  constraint workflow_format_is_known check (format in
    ('builder', 'routine', 'steps', 'n8n', 'flowise', 'node-red')),
  constraint workflow_trigger_is_known check (trigger in ('manual', 'cron', 'webhook', 'event')),
  constraint workflow_category_is_short check (length(category) <= 255),
  constraint workflow_difficulty_is_short check (length(difficulty) <= 255),
  constraint workflow_estimated_time_is_short check (length(estimated_time) <= 255),
  constraint workflow_version_is_short check (length(label_version) <= 255),
  constraint workflow_trigger_config_is_an_object check (jsonb_typeof(trigger_config) = 'object'),
  constraint workflow_variables_are_a_list check (jsonb_typeof(variables) in ('array', 'object')),
  constraint workflow_nodes_are_an_array check (jsonb_typeof(nodes) = 'array'),
  constraint workflow_edges_are_an_array check (jsonb_typeof(edges) = 'array'),
  constraint workflow_extra_is_an_object check (jsonb_typeof(extra) = 'object')
);

comment on column workflows.label_version is 'what clients call version; version counts edits';

create index workflows_by_status on workflows (tenant_id, status, id);
create index workflows_by_category on workflows (tenant_id, category, id);
create index workflows_by_name on workflows (tenant_id, name, id);
create index workflows_by_update on workflows (tenant_id, updated_at, id);
create index workflows_that_are_templates on workflows (tenant_id, id) where is_template;
create index workflows_of_a_project on workflows (tenant_id, project_id, id)
  where project_id is not null;

select app.protect('workflows', write => 'operator', remove => 'admin');
grant select on workflows to muster_web, muster_live, muster_work;
grant insert (tenant_id, id, name, description, status, format, trigger, trigger_config, variables,
              tags, category, difficulty, estimated_time, label_version, is_template, is_public,
              nodes, edges, extra, project_id, version, created_at),
      update (name, description, status, format, trigger, trigger_config, variables, tags, category,
              difficulty, estimated_time, label_version, is_template, is_public, nodes, edges, extra,
              project_id, version, updated_by), delete
  on workflows to muster_web;

-- Every graph that a workflow had, the present one too. Other edits move the version of
-- the workflow, and leave gaps here.
create table workflow_versions (
  tenant_id     uuid not null,
  workflow_id   uuid not null,
  version       int not null,
  label_version text not null,
  nodes         jsonb not null,
  edges         jsonb not null,
  variables     jsonb not null,
  extra         jsonb not null,
  node_count    int not null,
  edge_count    int not null,
  created_by    uuid,
  created_at    timestamptz not null default now(),
  primary key (tenant_id, workflow_id, version),
  constraint workflow_version_is_of_a_workflow
    foreign key (tenant_id, workflow_id) references workflows (tenant_id, id) on delete cascade
);

-- only triggers write it
select app.protect('workflow_versions', write => 'owner', remove => 'owner');
grant select on workflow_versions to muster_web, muster_live, muster_work;

create trigger workflows_count_edits before update on workflows
  for each row when ((new.nodes, new.edges, new.variables, new.extra)
                     is distinct from (old.nodes, old.edges, old.variables, old.extra))
  execute function app.count_edit();
create trigger workflows_stamp_editor before update on workflows
  for each row when (new.version <> old.version) execute function app.stamp_editor();

create function private.keep_first_workflows() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into workflow_versions (tenant_id, workflow_id, version, label_version, nodes, edges,
                                 variables, extra, node_count, edge_count, created_by)
  select n.tenant_id, n.id, n.version, n.label_version, n.nodes, n.edges,
         n.variables, n.extra, n.node_count, n.edge_count, n.updated_by
    from new_rows n;
  return null;
end
$$;

create function private.keep_workflow_edits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into workflow_versions (tenant_id, workflow_id, version, label_version, nodes, edges,
                                 variables, extra, node_count, edge_count, created_by)
  select n.tenant_id, n.id, n.version, n.label_version, n.nodes, n.edges,
         n.variables, n.extra, n.node_count, n.edge_count, n.updated_by
    from new_rows n
    join old_rows o on (o.tenant_id, o.id) = (n.tenant_id, n.id)
   where (n.nodes, n.edges, n.variables, n.extra)
         is distinct from (o.nodes, o.edges, o.variables, o.extra);
  return null;
end
$$;

create trigger workflows_keep_first
  after insert on workflows referencing new table as new_rows
  for each statement execute function private.keep_first_workflows();
create trigger workflows_keep_edits
  after update on workflows referencing old table as old_rows new table as new_rows
  for each statement execute function private.keep_workflow_edits();

reset role;
