-- api.metric_series(agent uuid, wanted text, grain text, since timestamptz, upto timestamptz)
--   returns bucket timestamptz, readings bigint, lowest, highest, mean double precision
--
-- A metric by minute, hour or day (of UTC); where nothing was measured there is no row.
create or replace function api.metric_series(agent uuid, wanted text, grain text,
                                             since timestamptz, upto timestamptz)
returns table (bucket timestamptz, readings bigint, lowest double precision,
               highest double precision, mean double precision)
language sql stable as $$
  select date_trunc(grain, m.at, 'UTC'), count(*), min(m.value), max(m.value), avg(m.value)
    from agent_metrics m
   where m.agent_id = agent and m.name = wanted and m.at >= since and m.at < upto
   group by 1
   order by 1
$$;

grant execute on function api.metric_series(uuid, text, text, timestamptz, timestamptz) to muster_web;
