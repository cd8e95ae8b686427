-- app.keeps_bucket(grain text, bucket timestamptz) returns boolean: whether rollups hold a
-- bucket of that age: five minutes for three days, hours for ninety, the others for ever.
create or replace function app.keeps_bucket(grain text, bucket timestamptz) returns boolean
language sql stable parallel safe as $$
  select case grain
    when '5min' then bucket >= now() - interval '3 days'
    when 'hour' then bucket >= now() - interval '90 days'
    else true
  end
$$;
