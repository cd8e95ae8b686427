-- api.delete_flowchart(agent uuid, if_match int)
--   returns one row, always: found boolean, changed boolean, version int
create or replace function api.delete_flowchart(agent uuid, if_match int)
returns table (found boolean, changed boolean, version int)
language sql as $$
  with t as (
    select f.tenant_id, f.id, f.version from flowcharts f where f.agent_id = agent for update
  ), d as (
    delete from flowcharts f using t
     where (f.tenant_id, f.id) = (t.tenant_id, t.id)
       and (if_match is null or t.version = if_match)
    returning f.id
  )
  select t.id is not null, d.id is not null, t.version
    from (values (true)) one left join t on true left join d on true
$$;

grant execute on function api.delete_flowchart(uuid, int) to muster_web;
