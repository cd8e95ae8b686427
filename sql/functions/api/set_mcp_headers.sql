-- api.set_mcp_headers(wanted uuid, given jsonb, is_patch boolean) returns true
--
-- given: of each header the sealed value as the text of a bytea; true: what is stored stays;
-- null: it goes. What is not named goes too, but not in a patch.
create or replace function api.set_mcp_headers(wanted uuid, given jsonb, is_patch boolean) returns boolean
language plpgsql as $$
declare
  unknown text;
begin
  delete from mcp_headers h
   where h.server_id = wanted
     and case when given ? h.name then given -> h.name = 'null' else not is_patch end;
  select g.name into unknown from jsonb_each(given) g (name, value)
   where g.value = 'true'
     and not exists (select from mcp_headers h where h.server_id = wanted and h.name = g.name);
  if found then
    raise exception using errcode = 'MU422', detail = '/headers/' || unknown,
      message = 'is masked, and none is stored: send the value itself';
  end if;
  -- excluded.sealed would be read, which the servers may not; and nobody else is here, since
  -- the row of the server is locked
  update mcp_headers h set sealed = (g.value #>> '{}')::bytea
    from jsonb_each(given) g (name, value)
   where h.server_id = wanted and h.name = g.name and jsonb_typeof(g.value) = 'string';
  insert into mcp_headers (server_id, name, sealed)
  select wanted, g.name, (g.value #>> '{}')::bytea
    from jsonb_each(given) g (name, value) where jsonb_typeof(g.value) = 'string'
      on conflict do nothing;
  return true;
end
$$;

grant execute on function api.set_mcp_headers(uuid, jsonb, boolean) to muster_web;
