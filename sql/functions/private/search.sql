-- private.search(noun text, typed text) returns ids of the tenant's rows that match.
--
-- A definer function, because row security lets an index serve no operator that might tell
-- of the rows it sees, and @@ is one: as the servers the search would read every row of the
-- tenant. So it names the tenant itself; what is not to be seen by the caller for another
-- reason is left out by the query that asks for these ids.
create or replace function private.search(noun text, typed text) returns setof uuid
language plpgsql stable security definer rows 100 set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted constant tsquery := app.search_query(typed);
begin
  if noun = 'tasks' then
    return query select t.id from tasks t where app.of_tenant(t.tenant_id, t.search) @@ wanted;
  elsif noun = 'workflows' then
    return query select w.id from workflows w where app.of_tenant(w.tenant_id, w.search) @@ wanted;
  elsif noun = 'messages' then
    return query select m.id from agent_messages m where app.of_tenant(m.tenant_id, m.search) @@ wanted;
  else
    raise exception 'no search of %', noun;
  end if;
end
$$;

grant execute on function private.search(text, text) to muster_web;
