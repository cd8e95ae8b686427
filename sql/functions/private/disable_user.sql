-- private.disable_user(wanted text) returns boolean: whether there is a user of that address who
-- was not disabled; who is signed in nowhere any more, and cannot sign in. MU409 where that one is
-- the last owner of an organisation that goes on. For commands, as the owner.
create or replace function private.disable_user(wanted text) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  found_id uuid;
  left_alone text;
begin
  update users u set disabled_at = now()
   where u.email = lower(btrim(wanted)) and u.disabled_at is null
  returning u.id into found_id;
  select t.name into left_alone
    from memberships m join tenants t on t.id = m.tenant_id
   where m.user_id = found_id and m.role = 'owner' and m.ended_at is null and t.active
     and not exists (select from memberships o join users u on u.id = o.user_id
                      where o.tenant_id = m.tenant_id and o.role = 'owner'
                        and o.ended_at is null and u.disabled_at is null)
   limit 1;
  if left_alone is not null then
    raise exception using errcode = 'MU409',
      message = format('this is the last owner of %s: make somebody else one first', left_alone);
  end if;
  update sessions s set revoked_at = now() where s.user_id = found_id and s.revoked_at is null;
  return found_id is not null;
end
$$;
