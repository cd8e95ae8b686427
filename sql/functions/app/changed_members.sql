-- app.changed_members(before jsonb, after jsonb) returns text[]: the names of the members
-- that differ, in order; of all where one of the two is null.
create or replace function app.changed_members(before jsonb, after jsonb) returns text[]
language sql immutable parallel safe as $$
  select coalesce(array_agg(k order by k), '{}')
    from jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) k
   where before -> k is distinct from after -> k
$$;
