-- app.duration_buckets(at timestamptz) returns grain text, bucket timestamptz: where the
-- duration of a run of that time is counted. Inlined into its caller.
create or replace function app.duration_buckets(at timestamptz)
returns table (grain text, bucket timestamptz)
language sql immutable parallel safe as $$
  values ('day', date_trunc('day', at, 'UTC')),
         ('6h', app.six_hours(at)),
         ('hour', date_trunc('hour', at, 'UTC')),
         ('5min', app.five_minutes(at))
$$;
