-- api.review_choices(): what may be chosen in the form of a review, by its field: public blueprints
-- of others, two hundred by name.
create or replace function api.review_choices() returns table (field text, value text, word text)
language sql stable as $$
  select 'blueprintId', p.id::text, p.name from private.blueprints_of_others() p
$$;

grant execute on function api.review_choices() to muster_web;
