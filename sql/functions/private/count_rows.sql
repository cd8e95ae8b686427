-- private.count_rows() returns name text, rows bigint: of each table that holds rows of its
-- own, as who asks sees them. The ledger of migrations is not the owner's, and left out.
create or replace function private.count_rows() returns table (name text, rows bigint)
language plpgsql stable as $$
begin
  for name in
    select format('public.%I', c.relname) from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and c.relname !~ '^schema_'
     order by c.relname
  loop
    execute format('select count(*) from only %s', name) into rows;
    return next;
  end loop;
end
$$;
