-- api.save_view(new_id uuid, new_noun text, new_name text, new_query text, is_shared boolean)
-- returns boolean: make a view of one's own; false where there is one of that name.
create or replace function api.save_view(new_id uuid, new_noun text, new_name text, new_query text,
                                         is_shared boolean)
returns boolean
language sql as $$
  with made as (
    insert into saved_views (id, noun, name, query, shared)
    values (new_id, new_noun, new_name, new_query, is_shared)
    on conflict on constraint saved_view_name_is_free do nothing
    returning id
  )
  select exists (select from made)
$$;

grant execute on function api.save_view(uuid, text, text, text, boolean) to muster_web;
