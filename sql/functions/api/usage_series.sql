-- api.usage_series(grain text, since timestamptz, upto timestamptz)
--   returns starts timestamptz, unit text, quantity numeric, cost_micros numeric
--
-- What was used by day or month (of UTC), oldest first; where nothing was there is no row. From
-- the window on that since is in (null: the month that counts, or the year before its end), until
-- before upto (null: all).
create or replace function api.usage_series(grain text, since timestamptz, upto timestamptz)
returns table (starts timestamptz, unit text, quantity numeric, cost_micros numeric)
language sql stable as $$
  select date_trunc(grain, u.day, 'UTC'), u.unit, trim_scale(sum(u.quantity)), sum(u.cost_micros)
    from app.usage_now u
   where u.day >= date_trunc(grain, coalesce(since, (
                    select case grain when 'month' then n.until - interval '1 year' else n.since end
                      from app.plans_now n)), 'UTC')
     and u.day < coalesce(upto, 'infinity')
   group by 1, 2
  having sum(u.quantity) <> 0 or sum(u.cost_micros) <> 0
   order by 1, 2
$$;

grant execute on function api.usage_series(text, timestamptz, timestamptz) to muster_web;
