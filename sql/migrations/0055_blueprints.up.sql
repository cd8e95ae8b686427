-- 0055_blueprints.up.sql: a blueprint is an agent or a workflow as it was published, to be made again.
set local role muster_owner;

create table blueprints (
  tenant_id     uuid not null default auth.tenant() references tenants,
  id            uuid not null default uuid_v7(),
  kind          text not null,
  agent_id      uuid,
  workflow_id   uuid,
  name          text not null default '',
  description   text not null default '',
  category      text not null default '',
  label_version text not null default '1.0.0',
  is_public     boolean not null default false,
  pricing       text not null default 'free',
  price_micros  bigint not null default 0,
  currency      text not null default 'USD',
  definition    jsonb not null,
  downloads     int not null default 0,
  created_by    uuid default auth.user_id(),
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint blueprint_agent_is_of_the_same_tenant
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete set null (agent_id),
  constraint blueprint_workflow_is_of_the_same_tenant
    foreign key (tenant_id, workflow_id) references workflows (tenant_id, id) on delete set null (workflow_id),
  constraint blueprint_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint blueprint_kind_is_known check (kind in ('agent', 'workflow')),
  constraint blueprint_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint blueprint_description_is_bounded check (length(description) <= 10000),
  constraint blueprint_category_is_short check (length(category) <= 255),
  constraint blueprint_version_is_short check (length(label_version) between 1 and 64),
  constraint blueprint_pricing_is_known check (pricing in ('free', 'one-time', 'subscription')),
  constraint blueprint_price_is_not_negative check (price_micros >= 0),
  constraint blueprint_free_one_has_no_price check (pricing <> 'free' or price_micros = 0),
  constraint blueprint_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
  constraint blueprint_definition_is_an_object check (jsonb_typeof(definition) = 'object')
);

create index blueprints_by_kind on blueprints (tenant_id, kind, id);
create index blueprints_by_category on blueprints (tenant_id, category, id);
create index blueprints_by_name on blueprints (tenant_id, name, id);
create index blueprints_by_publicity on blueprints (tenant_id, is_public, id);
create index blueprints_of_an_agent on blueprints (tenant_id, agent_id) where agent_id is not null;
create index blueprints_of_a_workflow on blueprints (tenant_id, workflow_id) where workflow_id is not null;

select app.protect('blueprints', write => 'operator', remove => 'admin');
-- what all organisations of the installation read is for an admin to say
create policy admin_may_make_public on blueprints as restrictive for insert to muster_web
  with check (not is_public or (select auth.has_role('admin')));
create policy admin_may_change_public on blueprints as restrictive for update to muster_web
  using (true) with check (not is_public or (select auth.has_role('admin')));
grant select on blueprints to muster_web, muster_live, muster_work;
grant insert (id, agent_id, workflow_id, name, description, category, label_version, is_public, pricing,
              price_micros, currency),
      update (name, description, category, label_version, is_public, pricing, price_micros, currency, version), delete
  on blueprints to muster_web;

create trigger blueprints_stamp_updated_at before update of version on blueprints
  for each row execute function app.stamp_updated_at();
create trigger blueprints_audit after insert or update or delete on blueprints
  for each row execute function private.audit_change('blueprint', '{}', '{version,definition,downloads}');

-- What all organisations may read of those that are public: a copy, so that nobody reads a row
-- of another tenant. Nobody writes it but the trigger below.
create table public_blueprints (
  id            uuid primary key,
  publisher     text not null,
  kind          text not null,
  name          text not null,
  description   text not null,
  category      text not null,
  label_version text not null,
  pricing       text not null,
  price_micros  bigint not null,
  currency      text not null,
  definition    jsonb not null,
  downloads     int not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null
);

create index public_blueprints_by_kind on public_blueprints (kind, id);
create index public_blueprints_by_category on public_blueprints (category, id);
create index public_blueprints_by_name on public_blueprints (name, id);
create index public_blueprints_by_downloads on public_blueprints (downloads, id);

select app.protect_global('public_blueprints');
create policy all_may_read on public_blueprints for select to muster_web
  using ((select auth.tenant()) is not null);
grant select on public_blueprints to muster_web;

create function private.offer_blueprint() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or not new.is_public then
    delete from public_blueprints p where p.id = old.id;
    return null;
  end if;
  insert into public_blueprints as p (id, publisher, kind, name, description, category, label_version, pricing,
                                      price_micros, currency, definition, downloads, created_at, updated_at)
  select new.id, t.name, new.kind, new.name, new.description, new.category, new.label_version, new.pricing,
         new.price_micros, new.currency, new.definition, new.downloads, new.created_at, new.updated_at
    from tenants t where t.id = new.tenant_id
  on conflict (id) do update
    set publisher = excluded.publisher, name = excluded.name, description = excluded.description,
        category = excluded.category, label_version = excluded.label_version, pricing = excluded.pricing,
        price_micros = excluded.price_micros, currency = excluded.currency, downloads = excluded.downloads,
        updated_at = excluded.updated_at;
  return null;
end
$$;

create trigger blueprints_offer after insert or update or delete on blueprints
  for each row execute function private.offer_blueprint();

-- The definition is what its source is now, and stays so; of secrets only that they were there.
-- What nobody says of it is said by the source.
create function app.freeze_blueprint() returns trigger
language plpgsql as $$
declare
  source record;
begin
  -- nobody's row is refused by its policy
  if new.tenant_id is null then
    return new;
  end if;
  if (new.agent_id is null) = (new.workflow_id is null) then
    raise exception using errcode = 'MU422', detail = '/agentId', message = 'name an agent or a workflow, one of them';
  end if;
  if new.agent_id is not null then
    new.kind := 'agent';
    select a.name, a.description, a.category,
           jsonb_build_object(
             'agent', jsonb_build_object(
               'name', a.name, 'description', a.description, 'category', a.category, 'type', a.type,
               'modelProvider', a.model_provider, 'model', a.model, 'instructions', a.instructions,
               'configuration', a.configuration, 'tags', a.tags, 'heartbeatIntervalS', a.heartbeat_interval_s),
             'flowchart', (select jsonb_build_object('version', f.label_version, 'nodes', f.nodes, 'connections', f.connections,
                                                     'metadata', f.metadata, 'layout', f.layout, 'extra', f.extra)
                             from flowcharts f where (f.tenant_id, f.agent_id) = (a.tenant_id, a.id)),
             'capabilities', (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'description', c.description,
                                                                           'confidence', c.confidence) order by c.name), '[]')
                                from agent_capabilities c where (c.tenant_id, c.agent_id) = (a.tenant_id, a.id))) as definition
      into source
      from agents a where (a.tenant_id, a.id) = (new.tenant_id, new.agent_id) and a.deleted_at is null;
  else
    new.kind := 'workflow';
    select w.name, w.description, w.category,
           jsonb_build_object('workflow', jsonb_build_object(
             'name', w.name, 'description', w.description, 'format', w.format, 'trigger', w.trigger,
             'triggerConfig', w.trigger_config, 'variables', w.variables, 'tags', w.tags, 'category', w.category,
             'difficulty', w.difficulty, 'estimatedTime', w.estimated_time, 'labelVersion', w.label_version,
             'nodes', w.nodes, 'edges', w.edges, 'extra', w.extra)) as definition
      into source
      from workflows w where (w.tenant_id, w.id) = (new.tenant_id, new.workflow_id);
  end if;
  if not found then
    raise exception using errcode = 'MU422', message = 'there is no such ' || new.kind,
      detail = '/' || new.kind || 'Id';
  end if;
  new.definition := app.mask_value(source.definition, false);
  new.name := coalesce(nullif(btrim(new.name), ''), source.name);
  new.description := coalesce(nullif(new.description, ''), left(source.description, 10000));
  new.category := coalesce(nullif(new.category, ''), source.category);
  return new;
end
$$;

create trigger blueprints_freeze before insert on blueprints
  for each row execute function app.freeze_blueprint();

reset role;
