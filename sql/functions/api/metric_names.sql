-- api.metric_names(agent uuid) returns name text, value double precision, unit text,
--   at timestamptz: the newest reading of each metric of an agent, by name; at most 100.
--
-- From one name to the next by the index: it reads as many rows as there are names.
create or replace function api.metric_names(agent uuid)
returns table (name text, value double precision, unit text, at timestamptz)
language sql stable as $$
  with recursive names as (
    (select m.name from agent_metrics m where m.agent_id = agent order by m.name limit 1)
    union all
    select (select m.name from agent_metrics m
             where m.agent_id = agent and m.name > n.name order by m.name limit 1)
      from names n where n.name is not null
  )
  select n.name, newest.value, newest.unit, newest.at
    from (select n.name from names n where n.name is not null limit 100) n
   cross join lateral (select m.value, m.unit, m.at from agent_metrics m
                        where m.agent_id = agent and m.name = n.name
                        order by m.at desc limit 1) newest
   order by n.name
$$;

grant execute on function api.metric_names(uuid) to muster_web;
