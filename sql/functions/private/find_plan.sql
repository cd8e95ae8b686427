-- private.find_plan(plan text) returns plans: by name or type, whatever the case; MU404 where
-- there is none, MU409 where a type is that of several.
create or replace function private.find_plan(plan text) returns plans
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  found_ones constant plans[] := array(
    select p from plans p
     where lower(p.name) = lower(btrim(plan))
        or p.plan_type = lower(btrim(plan))
           and not exists (select from plans n where lower(n.name) = lower(btrim(plan))));
begin
  case cardinality(found_ones)
    when 1 then return found_ones[1];
    when 0 then raise exception using errcode = 'MU404', message = format('no plan ''%s''', plan);
    else raise exception using errcode = 'MU409', message = format('several plans are of type ''%s''', plan);
  end case;
end
$$;
