-- api.usage_units()
--   returns unit text, is_standing boolean, used numeric, cost_micros numeric, most numeric
--   (null: not limited)
--
-- What the tenant uses: of what stands there, how many there are; of all else, the sum of this
-- month, with the unfolded rest. The known units first, then those that were reported or are
-- limited.
create or replace function api.usage_units()
returns table (unit text, is_standing boolean, used numeric, cost_micros numeric, most numeric)
language sql stable as $$
  with plan as (
    select n.tenant_id, n.limits, n.since, n.until from app.plans_now n
  ), known (unit, place) as (
    values ('executions', 1), ('tokens', 2), ('costMicros', 3), ('agents', 4), ('workflows', 5), ('members', 6)
  ), summed as (
    select u.unit, sum(u.quantity) as used, sum(u.cost_micros) as cost_micros
      from app.usage_now u
     where u.day >= (select p.since from plan p) and u.day < (select p.until from plan p)
     group by u.unit
  ), standing (unit, used) as (
    select 'agents', count(*) from agents a where a.deleted_at is null
    union all
    select 'workflows', count(*) from workflows
    union all
    select 'members', count(*) from memberships m where m.ended_at is null
  ), listed as (
    select unit from known
    union
    select unit from summed
    union
    select l.unit from plan p cross join lateral jsonb_object_keys(p.limits) l (unit)
  )
  select l.unit, app.is_standing(l.unit), trim_scale(coalesce(s.used, h.used, 0)),
         coalesce(s.cost_micros, 0), (p.limits ->> l.unit)::numeric
    from listed l
   cross join plan p
    left join known k on k.unit = l.unit
    left join summed s on s.unit = l.unit
    left join standing h on h.unit = l.unit
   order by k.place, l.unit
$$;

grant execute on function api.usage_units() to muster_web;
