-- app.least_role(relation regclass, command text) returns text: who may select, insert, update or delete rows of a
-- tenant's table, by the grants of muster_web and by restrictive policies that ask for a role and nothing else;
-- null: nobody. What is changed or deleted is read first, so policies for reading count too.
create or replace function app.least_role(relation regclass, command text) returns text
language sql stable as $$
  select case when command = 'delete' and has_table_privilege('muster_web', relation, command)
                or command <> 'delete' and has_any_column_privilege('muster_web', relation, command)
              then coalesce((
    select asked
      from pg_policy p,
           unnest(array[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) condition,
           substring(condition from '^\( SELECT auth\.has_role\(''(\w+)''::text\) AS has_role\)$') asked
     where p.polrelid = relation and not p.polpermissive and asked is not null
       and (p.polcmd in ('*', (array['r', 'a', 'w', 'd'])[array_position(array['select', 'insert', 'update', 'delete'], command)])
            or p.polcmd = 'r' and command in ('update', 'delete'))
     order by auth.rank(asked) desc limit 1), 'viewer') end
$$;

-- muster doctor asks as the servers
grant execute on function app.least_role(regclass, text) to muster_web;
