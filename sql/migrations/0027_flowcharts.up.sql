-- 0027_flowcharts.up.sql: a flowchart is the graph of one agent.
--
-- The document is kept as it came: members that Muster reads have a column, all others
-- are in extra, and jsonb keeps numbers as decimal digits of any length.
set local role muster_owner;

create table flowcharts (
  tenant_id     uuid not null default auth.tenant() references tenants,
  id            uuid not null default uuid_v7(),
  agent_id      uuid not null,
  label_version text not null default '1.0.0',
  nodes         jsonb not null default '[]',
  connections   jsonb not null default '[]',
  metadata      jsonb not null default '{}',
  layout        jsonb not null default '{}',
  extra         jsonb not null default '{}',
  -- lists show these and must not read the document
  node_count    int not null generated always as
    (case jsonb_typeof(nodes) when 'array' then jsonb_array_length(nodes) else 0 end) stored,
  edge_count    int not null generated always as
    (case jsonb_typeof(connections) when 'array' then jsonb_array_length(connections) else 0 end) stored,
  created_by    uuid default auth.user_id(),
  updated_by    uuid default auth.user_id(),
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint flowchart_of_the_agent_is_one unique (tenant_id, agent_id),
  constraint flowchart_is_of_an_agent
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete cascade,
  constraint flowchart_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint flowchart_editor_is_a_member
    foreign key (tenant_id, updated_by) references memberships (tenant_id, user_id),
  constraint flowchart_version_is_short check (length(label_version) <= 255),
  constraint flowchart_nodes_are_an_array check (jsonb_typeof(nodes) = 'array'),
  constraint flowchart_connections_are_an_array check (jsonb_typeof(connections) = 'array'),
  constraint flowchart_metadata_is_an_object check (jsonb_typeof(metadata) = 'object'),
  constraint flowchart_layout_is_an_object check (jsonb_typeof(layout) = 'object'),
  constraint flowchart_extra_is_an_object check (jsonb_typeof(extra) = 'object')
);

comment on column flowcharts.label_version is 'what clients call version; version counts edits';

-- who may draw may also erase
select app.protect('flowcharts', write => 'operator', remove => 'operator');
create policy agent_is_there on flowcharts as restrictive to muster_web, muster_live, muster_work
  using (exists (select from agents a
                  where (a.tenant_id, a.id) = (flowcharts.tenant_id, flowcharts.agent_id)
                    and a.deleted_at is null))
  with check (true);
grant select on flowcharts to muster_web, muster_live, muster_work;
grant insert (tenant_id, id, agent_id, label_version, nodes, connections, metadata, layout, extra,
              created_at),
      update (label_version, nodes, connections, metadata, layout, extra, version, updated_by), delete
  on flowcharts to muster_web;

-- Every content that a flowchart had, the present one too.
create table flowchart_versions (
  tenant_id     uuid not null,
  flowchart_id  uuid not null,
  version       int not null,
  label_version text not null,
  nodes         jsonb not null,
  connections   jsonb not null,
  metadata      jsonb not null,
  layout        jsonb not null,
  extra         jsonb not null,
  node_count    int not null,
  edge_count    int not null,
  created_by    uuid,
  created_at    timestamptz not null default now(),
  primary key (tenant_id, flowchart_id, version),
  constraint flowchart_version_is_of_a_flowchart
    foreign key (tenant_id, flowchart_id) references flowcharts (tenant_id, id) on delete cascade
);

-- only triggers write it
select app.protect('flowchart_versions', write => 'owner', remove => 'owner');
grant select on flowchart_versions to muster_web, muster_live, muster_work;

-- A new content has a new version, whether or not its writer counted.
create function app.count_edit() returns trigger
language plpgsql as $$
begin
  new.version := greatest(new.version, old.version + 1);
  return new;
end
$$;

create trigger flowcharts_count_edits before update on flowcharts
  for each row when ((new.label_version, new.nodes, new.connections, new.metadata, new.layout, new.extra)
                     is distinct from
                     (old.label_version, old.nodes, old.connections, old.metadata, old.layout, old.extra))
  execute function app.count_edit();

create function app.stamp_editor() returns trigger
language plpgsql as $$
begin
  new.updated_at := now();
  new.updated_by := auth.user_id();
  return new;
end
$$;

create trigger flowcharts_stamp_editor before update on flowcharts
  for each row when (new.version <> old.version) execute function app.stamp_editor();

create function private.keep_first_flowcharts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into flowchart_versions (tenant_id, flowchart_id, version, label_version, nodes, connections,
                                  metadata, layout, extra, node_count, edge_count, created_by)
  select n.tenant_id, n.id, n.version, n.label_version, n.nodes, n.connections,
         n.metadata, n.layout, n.extra, n.node_count, n.edge_count, n.updated_by
    from new_rows n;
  return null;
end
$$;

create function private.keep_flowchart_edits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into flowchart_versions (tenant_id, flowchart_id, version, label_version, nodes, connections,
                                  metadata, layout, extra, node_count, edge_count, created_by)
  select n.tenant_id, n.id, n.version, n.label_version, n.nodes, n.connections,
         n.metadata, n.layout, n.extra, n.node_count, n.edge_count, n.updated_by
    from new_rows n
    join old_rows o on (o.tenant_id, o.id) = (n.tenant_id, n.id)
   where (n.label_version, n.nodes, n.connections, n.metadata, n.layout, n.extra)
         is distinct from
         (o.label_version, o.nodes, o.connections, o.metadata, o.layout, o.extra);
  return null;
end
$$;

create trigger flowcharts_keep_first
  after insert on flowcharts referencing new table as new_rows
  for each statement execute function private.keep_first_flowcharts();
create trigger flowcharts_keep_edits
  after update on flowcharts referencing old table as old_rows new table as new_rows
  for each statement execute function private.keep_flowchart_edits();

reset role;
