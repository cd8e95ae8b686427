-- private.search_query(noun text, typed text, tagged text[], behind uuid, is_descending boolean, holding jsonb,
--   sorted_by text) returns next_ones text, all_of_them text: what private.search asks, each an array of ids.
--
-- $1 is the tenant, $2 the id behind which it begins, $3 how many are wanted, $4 how many rows are looked at, $5 the
-- tags, $6 what was typed, $7 and $8 the same as a pattern and as words, $9 what columns hold, $10 what the
-- column of the order holds in that row. It is made of text that stands here alone, and of names of columns that the
-- servers may read. A noun is known by its words, or else by parts
-- of its name and description; those of one or two characters by no index.
create or replace function private.search_query(noun text, typed text, tagged text[], behind uuid, is_descending boolean,
                                                holding jsonb, sorted_by text, out next_ones text, out all_of_them text)
language plpgsql stable as $$
declare
  direction constant text := case when is_descending then 'desc' else 'asc' end;
  sorted constant text := 'order by ' || concat_ws(', ', quote_ident(sorted_by) || ' ' || direction, 'id ' || direction);
  ids constant text := 'select coalesce(array_agg(id), ''{}'') from (select id from (%s) t %s limit $3) t';
  place record;
  source text;
  has_it text[];
  is_known text[];
begin
  select f.*, case when f.is_of_all then '''00000000-0000-0000-0000-000000000000''' else 'tenant_id' end as owner into strict place
    from (values
      ('agents', 'agents', 'deleted_at is null', false, false),
      ('deletedAgents', 'agents', 'deleted_at is not null', false, false),
      ('blueprints', 'blueprints', null, false, false),
      ('credentials', 'credentials', null, false, false),
      ('mcpServers', 'mcp_servers', null, false, false),
      ('messages', 'agent_messages', null, true, false),
      ('projects', 'projects', null, false, false),
      ('publicBlueprints', 'public_blueprints', null, false, true),
      ('tasks', 'tasks', null, true, false),
      ('workflows', 'workflows', null, true, false)
    ) f (noun, relation, condition, is_of_words, is_of_all)
   where f.noun = search_query.noun;
  if exists (select from jsonb_object_keys(holding) k where not has_column_privilege('muster_web', place.relation, k, 'select'))
     or not has_column_privilege('muster_web', place.relation, sorted_by, 'select') then
    raise insufficient_privilege;
  end if;
  source := format('select * from %s where %s', place.relation, concat_ws(' and ', place.condition,
    case when place.is_of_all then '$1 is not null' else 'tenant_id = $1' end,
    case when behind is null then null
         when sorted_by is null then format('id %s $2', case when is_descending then '<' else '>' end)
         else format('(%I, id) %s ($10::%s, $2)', sorted_by, case when is_descending then '<' else '>' end,
                     (select a.atttypid::regtype from pg_attribute a
                       where a.attrelid = place.relation::regclass and a.attname = sorted_by)) end));

  if typed is not null and place.is_of_words then
    has_it := has_it || 'app.of_tenant(tenant_id, search) @@ $8'::text;
    is_known := is_known || 'true'::text;
  elsif typed is not null then
    has_it := has_it || '(name ilike $7 or description ilike $7)'::text;
    if length(typed) > 2 then
      is_known := is_known || format('app.parts_of_tenant(%s, name || E''\n'' || description) @> app.parts_of_tenant(%s, $6)',
                                     place.owner, replace(place.owner, 'tenant_id', '$1'));
    end if;
  end if;
  if tagged is not null then
    has_it := has_it || 'tags && $5'::text;
    is_known := is_known || 'tags <> ''{}'' and app.tags_of_tenant(tenant_id, tags) && app.tags_of_tenant($1, $5)'::text;
  end if;
  has_it := has_it || array(
    select format('%I::text = any (array(select jsonb_array_elements_text($9 -> %L)))', h.key, h.key)
      from jsonb_each(holding) h
     where h.value <> 'null');

  next_ones := format(ids, format('select * from (%s %s limit $4) t where %s', source, sorted, array_to_string(has_it, ' and ')), sorted);
  -- by an index, whose order is none: so the limit is not for it to think of
  all_of_them := format(ids, format('select * from (%s) t where %s%s', source, array_to_string(has_it || is_known, ' and '),
                                    case when is_known is not null then ' offset 0' end), sorted);
end
$$;
