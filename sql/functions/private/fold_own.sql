-- private.fold_own() returns bigint: folds the changes of this very transaction and
-- forgets them; how many they were. For seeds and imports, whose history nobody follows
-- live: as its last statement, and only for tenants that no one else writes to meanwhile.
create or replace function private.fold_own() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  own constant xid8 := pg_current_xact_id();
  folded bigint;
begin
  folded := private.fold_range(own, (own::text::numeric + 1)::text::xid8);
  delete from changes where xid = own;
  return folded;
end
$$;
