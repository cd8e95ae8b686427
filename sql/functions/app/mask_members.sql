-- app.mask_members(source jsonb, members text[], secrets text[]) returns jsonb: those
-- members of an object; of secrets, and of what is named like one, only that they are set.
-- Null where the object is. What names no secret anywhere is taken as it is: to go through
-- 250,000 small arrays takes seconds, which whoever saves them would wait for.
create or replace function app.mask_members(source jsonb, members text[], secrets text[]) returns jsonb
language sql immutable parallel safe as $$
  select case when source is not null then
           (select coalesce(jsonb_object_agg(m, case
                     when m = any (secrets) or app.is_secret(m) then app.mask_value(source -> m, true)
                     when app.is_secret((source -> m)::text) then app.mask_value(source -> m, false)
                     else source -> m end), '{}')
              from unnest(members) m where source ? m)
         end
$$;
