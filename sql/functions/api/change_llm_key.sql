-- api.change_llm_key(wanted uuid, label text, is_active boolean, if_match int)
--   returns at most one row: found, changed, version, status
-- What is null stays. A key that comes into use takes the place of the one that was.
create or replace function api.change_llm_key(wanted uuid, label text, is_active boolean, if_match int)
returns table (found boolean, changed boolean, version int, status text)
language plpgsql as $$
#variable_conflict use_column
declare
  present record;
begin
  select c.id, c.provider, c.version into present from credentials c
   where c.id = wanted and c.type = 'llm-key' and c.created_by is not distinct from (select auth.user_id())
     for update;
  if not found or present.version <> if_match then
    return query select true, false, present.version, null::text where present.id is not null;
    return;
  end if;

  if is_active then
    update credentials c set active = false, version = c.version + 1
     where c.type = 'llm-key' and c.created_by is not distinct from (select auth.user_id())
       and c.provider = present.provider and c.active and c.id <> wanted;
  end if;
  return query
    update credentials c
       set name = coalesce(change_llm_key.label, c.name),
           active = coalesce(is_active, c.active),
           version = c.version + 1
     where c.id = wanted
    returning true, true, c.version, null::text;
end
$$;

grant execute on function api.change_llm_key(uuid, text, boolean, int) to muster_web;
