-- app.limits_text(limits jsonb) returns text: "50 agents, 100,000 executions", for people; null
-- where nothing is limited.
create or replace function app.limits_text(limits jsonb) returns text
language sql immutable parallel safe as $$
  select string_agg(case l.unit when 'costMicros' then '$' || trim_scale(round(l.most::numeric / 1000000, 2))
                                else to_char(l.most::numeric, 'FM999,999,999,999,999,999') || ' ' || l.unit end,
                    ', ' order by l.unit)
    from jsonb_each_text(limits) l (unit, most)
   where l.most is not null
$$;

grant execute on function app.limits_text(jsonb) to muster_web;
