-- app.search_query(typed text) returns tsquery: what people type, as web searches take it
-- ("exact words", or, -without); the last word may be unfinished. For rows of the tenant that
-- asks, see app.of_tenant; null where nothing is asked for.
create or replace function app.search_query(typed text) returns tsquery
language plpgsql stable parallel safe as $$
declare
  words constant text := websearch_to_tsquery('pg_catalog.simple', typed)::text;
begin
  return (case when right(words, 1) = '''' and right(typed, 1) <> '"' then words || ':*' else nullif(words, '') end)::tsquery
         && quote_literal(auth.tenant())::tsquery;
end
$$;

grant execute on function app.search_query(text) to muster_web;
