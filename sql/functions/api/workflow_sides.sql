-- api.workflow_sides(wanted uuid, from_version int, to_version int)
--   returns side text, version int, label_version text, created_by text,
--   created_at timestamptz, variables, nodes, edges, extra jsonb
--
-- Two versions to be compared, 'to' and 'from': the present one where to is null, and the
-- one before that where from is null. What there is none of has no row.
create or replace function api.workflow_sides(wanted uuid, from_version int, to_version int)
returns table (side text, version int, label_version text, created_by text, created_at timestamptz,
               variables jsonb, nodes jsonb, edges jsonb, extra jsonb)
language sql stable as $$
  with t as (
    select v.version from workflow_versions v
     where v.workflow_id = wanted and v.version <= coalesce(to_version, 2147483647)
     order by v.version desc limit 1
  ), f as (
    select v.version from workflow_versions v
     where v.workflow_id = wanted and v.version <= coalesce(from_version, (select t.version from t) - 1)
     order by v.version desc limit 1
  ), sides as (
    select 'to' as side, t.version from t where t.version = coalesce(to_version, t.version)
    union all
    select 'from', f.version from f where f.version = coalesce(from_version, f.version)
  )
  select s.side, v.version, v.label_version, coalesce(v.created_by_name, v.created_by_email), v.created_at,
         v.variables, v.nodes, v.edges, v.extra
    from sides s
    join api.workflow_versions v on v.workflow_id = wanted and v.version = s.version
$$;

grant execute on function api.workflow_sides(uuid, int, int) to muster_web;
