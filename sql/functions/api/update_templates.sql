-- api.update_templates() returns name text, done boolean: each template of the installation,
-- and whether the tenant has it: it has the graph of now, which is a version where it
-- differs from the one before.
create or replace function api.update_templates()
returns table (name text, done boolean)
language sql as $$
  with own as materialized (
    select t.*, w.tenant_id, w.id
      from api.official_templates t
      left join workflows w on w.id = app.row_id('workflow', t.custom_id) and w.is_template
  ), changed as (
    update workflows w
       set nodes = own.nodes, edges = own.edges, version = w.version + 1
      from own
     where (w.tenant_id, w.id) = (own.tenant_id, own.id)
       and (w.nodes, w.edges) is distinct from (own.nodes, own.edges)
  )
  select own.name, own.id is not null from own order by own.position
$$;

grant execute on function api.update_templates() to muster_web;
