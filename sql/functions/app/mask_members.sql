-- app.mask_members(source jsonb, members text[], secrets text[]) returns jsonb: those
-- members of an object; of secrets, and of what is named like one, only that they are set.
-- Null where the object is.
create or replace function app.mask_members(source jsonb, members text[], secrets text[]) returns jsonb
language sql immutable parallel safe as $$
  select case when source is not null then
           (select coalesce(jsonb_object_agg(m, app.mask_value(source -> m,
                                                               m = any (secrets) or app.is_secret(m))), '{}')
              from unnest(members) m where source ? m)
         end
$$;
