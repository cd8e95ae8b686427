-- private.remove_homeless_users(people uuid[]) returns void: removes those who are, and were, a
-- member nowhere.
create or replace function private.remove_homeless_users(people uuid[]) returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  homeless constant uuid[] := array(
    select u.id from users u
     where u.id = any (people)
       and not exists (select from user_tenants ut where ut.user_id = u.id));
begin
  delete from sessions s where s.user_id = any (homeless);
  delete from identities i where i.user_id = any (homeless);
  delete from users u where u.id = any (homeless);
end
$$;
