-- app.merge_patch(target jsonb, patch jsonb) returns jsonb: RFC 7396. Members of the patch
-- replace those of the target, nested objects member by member; null removes.
create or replace function app.merge_patch(target jsonb, patch jsonb) returns jsonb
language plpgsql immutable parallel safe as $$
declare
  merged jsonb := case when jsonb_typeof(target) = 'object' then target else '{}' end;
  name text;
  value jsonb;
begin
  if jsonb_typeof(patch) is distinct from 'object' then
    return patch;
  end if;
  for name, value in select p.key, p.value from jsonb_each(patch) p loop
    if value = 'null' then
      merged := merged - name;
    else
      merged := merged || jsonb_build_object(name, app.merge_patch(merged -> name, value));
    end if;
  end loop;
  return merged;
end
$$;

grant execute on function app.merge_patch(jsonb, jsonb) to muster_web;
