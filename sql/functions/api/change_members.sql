-- api.change_members(wanted uuid[], action text, given text)
--   returns one row per id, in the order given: id uuid, is_member boolean, changed boolean,
--   role text, name text, why text
--
-- action: role (all of them get the given one) or remove. Each by itself: what private.guard_owners
-- refuses of one stays as it is, and why says so. Locks in the order of ids, so that two such
-- calls cannot wait for each other. Who asks is not removed: one leaves.
create or replace function api.change_members(wanted uuid[], action text, given text)
returns table (id uuid, is_member boolean, changed boolean, role text, name text, why text)
language plpgsql as $$
#variable_conflict use_column
declare
  one record;
begin
  perform from memberships m where m.user_id = any (wanted) order by m.user_id for no key update;
  for one in select w.id, m.role, coalesce(nullif(u.name, ''), u.email) as name
               from unnest(wanted) with ordinality w (id, n)
               left join memberships m on m.user_id = w.id and m.ended_at is null
               left join users u on u.id = m.user_id
              order by w.n loop
    id := one.id; is_member := one.role is not null; changed := false;
    role := one.role; name := one.name; why := null;
    if is_member and action = 'remove' and one.id = auth.user_id() then
      why := 'this is you: leave the organisation instead';
    elsif is_member and action = 'role' and one.role = given then
      why := 'has this role already';
    elsif is_member then
      begin
        update memberships m
           set role = case action when 'role' then given else m.role end,
               ended_at = case action when 'remove' then now() end,
               version = m.version + 1
         where m.user_id = one.id and m.ended_at is null
        returning m.role into role;
        changed := role is not null;
        role := coalesce(role, one.role);
        why := case when not changed then 'was changed by somebody else just now' end;
      exception when sqlstate 'MU403' or sqlstate 'MU409' then
        why := sqlerrm;
      end;
    end if;
    return next;
  end loop;
end
$$;

grant execute on function api.change_members(uuid[], text, text) to muster_web;
