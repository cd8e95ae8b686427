-- app.row_id(wanted_kind text, name text) returns uuid: the row that a client means: by its
-- id, or by another name that it has (aliases). Null where there is none.
create or replace function app.row_id(wanted_kind text, name text) returns uuid
language plpgsql stable as $$
begin
  if name ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then
    return name::uuid;
  end if;
  return (select a.id from aliases a where a.kind = wanted_kind and a.alias = name);
end
$$;

grant execute on function app.row_id(text, text) to muster_web;
