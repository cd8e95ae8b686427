-- api.blueprint_shown(wanted uuid): a blueprint of the tenant's own, else a public one, as its page shows
-- it; nodes and edges are its graph, null where it has none.
create or replace function api.blueprint_shown(wanted uuid)
returns table (id uuid, is_own boolean, publisher text, kind text, name text, description text, category text,
               label_version text, is_public boolean, pricing text, price_micros bigint, currency text,
               downloads int, agent_id uuid, workflow_id uuid, definition jsonb, nodes jsonb, edges jsonb,
               metadata jsonb, version int, created_at timestamptz, updated_at timestamptz)
language sql stable as $$
  select b.id, b.is_own, b.publisher, b.kind, b.name, b.description, b.category, b.label_version, b.is_public,
         b.pricing, b.price_micros, b.currency, b.downloads, b.agent_id, b.workflow_id, b.definition,
         coalesce(b.definition #> '{flowchart,nodes}', b.definition #> '{workflow,nodes}'),
         coalesce(b.definition #> '{flowchart,connections}', b.definition #> '{workflow,edges}'),
         coalesce(b.definition #> '{flowchart,metadata}', b.definition #> '{workflow,extra,metadata}'),
         b.version, b.created_at, b.updated_at
    from (select o.id, true as is_own, null as publisher, o.kind, o.name, o.description, o.category, o.label_version,
                 o.is_public, o.pricing, o.price_micros, o.currency, o.downloads, o.agent_id, o.workflow_id, o.definition,
                 o.version, o.created_at, o.updated_at
            from blueprints o where o.id = wanted
          union all
          select p.id, false, p.publisher, p.kind, p.name, p.description, p.category, p.label_version, true, p.pricing,
                 p.price_micros, p.currency, p.downloads, null, null, p.definition, null, p.created_at, p.updated_at
            from public_blueprints p where p.id = wanted) b
   order by b.is_own desc limit 1
$$;

grant execute on function api.blueprint_shown(uuid) to muster_web;
