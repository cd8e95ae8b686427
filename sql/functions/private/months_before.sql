-- private.months_before(at timestamptz) returns setof timestamptz: the months of executions
-- that ended by then, oldest first; none where at is null.
create or replace function private.months_before(at timestamptz) returns setof timestamptz
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select m.month
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
   cross join lateral (select to_timestamp(right(c.relname, 7), 'YYYY_MM')::timestamp
                                at time zone 'UTC' as month) m
   where i.inhparent = 'public.executions'::regclass
     and (m.month at time zone 'UTC' + interval '1 month') at time zone 'UTC' <= at
   order by m.month
$$;
