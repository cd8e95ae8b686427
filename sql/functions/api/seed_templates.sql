-- api.seed_templates() returns name text, done boolean: each template of the installation,
-- and whether it was missing and is there now. Two at once wait for each other here.
create or replace function api.seed_templates()
returns table (name text, done boolean)
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'templates', auth.tenant()), 0));
  return query
    with missing as materialized (
      select t.*, uuid_v7() as id
        from api.official_templates t
       where app.row_id('workflow', t.custom_id) is null
    ), made as (
      insert into workflows (id, name, description, tags, category, difficulty, estimated_time,
                             label_version, is_template, is_public, nodes, edges)
      select m.id, m.name, m.description, m.tags, m.category, m.difficulty, m.estimated_time,
             '1.0.0', true, true, m.nodes, m.edges
        from missing m
    ), named as (
      insert into aliases (kind, alias, id) select 'workflow', m.custom_id, m.id from missing m
    )
    select t.name, m.id is not null
      from api.official_templates t left join missing m using (custom_id)
     order by t.position;
end
$$;

grant execute on function api.seed_templates() to muster_web;
