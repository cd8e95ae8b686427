-- api.project_choices(): the projects that something may belong to, for its form. Five hundred
-- of those that are active, by name: more are found by the API.
create or replace function api.project_choices() returns table (field text, value text, word text)
language sql stable as $$
  select 'projectId', '', 'No project'
  union all
  (select 'projectId', p.id::text, p.name from projects p
    where p.active order by p.name, p.id limit 500)
$$;

grant execute on function api.project_choices() to muster_web;
