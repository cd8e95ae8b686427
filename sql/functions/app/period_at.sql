-- app.period_at(anchor timestamptz, months int, moment timestamptz)
--   returns one row: since timestamptz, until timestamptz
--
-- The period of so many months, counted from the day (UTC) of the anchor, that a moment is in.
-- Where a month has no such day, it begins on its last one.
create or replace function app.period_at(anchor timestamptz, months int, moment timestamptz)
returns table (since timestamptz, until timestamptz)
language sql stable parallel safe as $$
  with utc as (
    select date_trunc('day', anchor at time zone 'UTC') as day, moment at time zone 'UTC' as now
  ), calendar as (
    select u.day, u.now, ((extract(year from u.now) - extract(year from u.day)) * 12
                          + extract(month from u.now) - extract(month from u.day))::int as passed
      from utc u
  ), whole as (
    select c.day, floor((c.passed - (c.day + c.passed * interval '1 month' > c.now)::int)::numeric
                        / period_at.months)::int * period_at.months as months
      from calendar c
  )
  select (w.day + w.months * interval '1 month') at time zone 'UTC',
         (w.day + (w.months + period_at.months) * interval '1 month') at time zone 'UTC'
    from whole w
$$;

grant execute on function app.period_at(timestamptz, int, timestamptz) to muster_web;
