-- private.check_executions(tenant uuid, made bigint) returns boolean: true; MU402 where the plan
-- of a tenant does not allow so many more executions, or something that is summed by month is
-- used up.
--
-- What is used is known as of the last fold. What executions the fold has not seen are at most
-- as many as numbers were given to changes since; only where so many would be too many are they
-- counted, and no further than that. So executions go beyond the limit by those alone that are
-- being made at the same moment; tokens, cost and other units by what is told between two folds.
create or replace function private.check_executions(tenant uuid, made bigint) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  a record;
begin
  for a in
    select l.unit, l.most, case when l.until > now() then l.since else l.until end as since,
           case when l.until > now() then l.until else l.until + interval '1 month' end as until,
           case when l.until > now() then l.used else 0 end as used,
           f.watermark, s.last_value - f.certain_seq as unfolded
      from allowances l cross join fold_state f cross join changes_seq_seq s
     where l.tenant_id = tenant and not app.is_standing(l.unit)
  loop
    if a.unit = 'executions' and a.used + a.unfolded + made > a.most then
      a.used := a.used + (
        select count(*)
          from (select from changes c
                 where c.tenant_id = tenant and c.xid >= a.watermark and c.kind = 'execution'
                   and c.op = 'insert' and c.id >= app.uuid_floor(a.since)
                 limit greatest(a.most - a.used, 0)::bigint + 1) x);
    end if;
    if a.used >= a.most or a.unit = 'executions' and a.used + made > a.most then
      perform private.refuse_use(a.unit, a.used, a.most, a.until);
    end if;
  end loop;
  return true;
end
$$;
