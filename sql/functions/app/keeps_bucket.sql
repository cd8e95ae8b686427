-- app.keeps_bucket(grain text, bucket timestamptz) returns boolean: whether rollups hold a
-- bucket of that age: five minutes for three days, one and six hours for ninety, the others
-- for ever.
create or replace function app.keeps_bucket(grain text, bucket timestamptz) returns boolean
language sql stable parallel safe as $$
  select case
    when grain = '5min' then bucket >= now() - interval '3 days'
    when grain in ('hour', '6h') then bucket >= now() - interval '90 days'
    else true
  end
$$;
