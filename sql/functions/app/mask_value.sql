-- app.mask_value(value jsonb, is_secret boolean) returns jsonb: the value, with every text
-- in it that is secret as '***'; numbers stay (maxTokens is none). In a list of pairs,
-- {"key": "Authorization", "value": …}, the name is a value too.
create or replace function app.mask_value(value jsonb, is_secret boolean) returns jsonb
language plpgsql immutable parallel safe as $$
declare
  names_secret boolean;
begin
  case jsonb_typeof(value)
    when 'string' then
      return case when is_secret and value <> '""' then '"***"' else value end;
    when 'array' then
      return (select coalesce(jsonb_agg(app.mask_value(e, is_secret) order by n), '[]')
                from jsonb_array_elements(value) with ordinality x (e, n));
    when 'object' then
      names_secret := coalesce(app.is_secret(value ->> 'key') or app.is_secret(value ->> 'name'), false);
      return (select coalesce(jsonb_object_agg(m.key, app.mask_value(m.value,
                       is_secret or app.is_secret(m.key) or (names_secret and m.key = 'value'))), '{}')
                from jsonb_each(value) m);
    else
      return value;
  end case;
end
$$;

grant execute on function app.mask_value(jsonb, boolean) to muster_web;
