-- private.search(noun text, typed text, tagged text[], behind uuid, is_descending boolean, most int, holding jsonb,
--   sorted_by text, behind_value text) returns ids of the tenant's rows that have what was typed (null: whatever), one of these tags (null: any or none)
-- and in each of these columns one of its words ({"status": ["draft"], "type": null}; null: any): all of them; or as
-- many as most, the first in the order of a column and id (null: of id alone), behind that row (null: from the start
-- on), where the column holds that value.
--
-- A definer function, because row security lets an index serve no operator that might tell of the rows it sees, and
-- those of texts and tags are such: as the servers the search would read every row of the tenant. So it names the
-- tenant itself; what is not to be seen by the caller for another reason is left out by the query that asks for
-- these ids.
--
-- An index finds at once what is rare, and what is in every row with all of them, in no order. So the next rows are
-- looked at first, and how many of them have it tells whether it is worth while to go on so.
create or replace function private.search(noun text, typed text, tagged text[] default null, behind uuid default null,
                                          is_descending boolean default true, most int default null,
                                          holding jsonb default '{}', sorted_by text default null, behind_value text default null)
returns setof uuid
language plpgsql stable security definer rows 100 set search_path = pg_catalog, public, pg_temp as $$
declare
  few constant int := 500;
  many constant int := greatest(20 * few, 2 * most);
  pattern constant text := '%' || regexp_replace(typed, '([%_\\])', '\\\1', 'g') || '%';
  query record := private.search_query(noun, typed, tagged, behind, is_descending, holding, sorted_by);
  depth int := case when most is not null then few end;
  found uuid[];
begin
  loop
    execute case when depth is null then query.all_of_them else query.next_ones end into found
      using auth.tenant(), behind, most, depth, tagged, typed, pattern, app.search_query(typed), holding, behind_value;
    exit when depth is null or cardinality(found) = most;
    depth := case when depth = few and most::bigint * few <= cardinality(found)::bigint * many then many end;
  end loop;
  return query select unnest(found);
end
$$;

grant execute on function private.search(text, text, text[], uuid, boolean, int, jsonb, text, text) to muster_web;
