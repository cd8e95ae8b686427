-- api.rename_view(wanted uuid, new_name text, is_shared boolean, if_match int)
--   returns one row, or none: changed boolean, is_taken boolean (another view has the name),
--   version int, noun text, query text
create or replace function api.rename_view(wanted uuid, new_name text, is_shared boolean, if_match int)
returns table (changed boolean, is_taken boolean, version int, noun text, query text)
language sql as $$
  with t as (
    select v.tenant_id, v.id, v.noun, v.query, v.version,
           exists (select from saved_views o
                    where (o.tenant_id, o.user_id, o.noun, o.name)
                          = (v.tenant_id, v.user_id, v.noun, new_name)
                      and o.id <> v.id) as is_taken
      from saved_views v
     where v.id = wanted
       for update
  ), u as (
    update saved_views v
       set name = new_name, shared = is_shared, version = v.version + 1
      from t
     where (v.tenant_id, v.id) = (t.tenant_id, t.id)
       and not t.is_taken and (if_match is null or t.version = if_match)
    returning v.version
  )
  select u.version is not null, t.is_taken, coalesce(u.version, t.version), t.noun, t.query
    from t left join u on true
$$;

grant execute on function api.rename_view(uuid, text, boolean, int) to muster_web;
