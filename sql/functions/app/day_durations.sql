-- app.day_durations() returns bin smallint, runs numeric: of the runs created in the last 24
-- hours, in the order of bins; the same span as that of app.day_counts().
create or replace function app.day_durations()
returns table (bin smallint, runs numeric)
language sql stable as $$
  select d.bin, sum(d.runs)
    from (select r.bin, r.runs
            from duration_rollups r
           where r.grain = 'hour' and r.bucket > app.hour(app.day_began())
          union all
          select r.bin, r.runs
            from duration_rollups r
           where r.grain = '5min' and r.bucket >= app.day_began()
             and r.bucket < app.hour(app.day_began()) + interval '1 hour'
          union all
          select c.bin, c.runs
            from app.duration_changes c
           where c.id >= (select app.uuid_floor(app.day_began()))
             and c.xid >= (select f.watermark from fold_state f where f.only_row)) d
   group by d.bin
  having sum(d.runs) > 0
   order by d.bin
$$;

grant execute on function app.day_durations() to muster_web;
