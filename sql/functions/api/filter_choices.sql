-- api.filter_choices(fields text[]) returns field text, value text, word text
--
-- What the filters of lists offer for ids, by the field: five hundred of each at most, by name.
create or replace function api.filter_choices(fields text[])
returns table (field text, value text, word text)
language sql stable as $$
  (select 'projectId', p.id::text, p.name from projects p
    where 'projectId' = any (fields) order by p.name, p.id limit 500)
$$;

grant execute on function api.filter_choices(text[]) to muster_web;
