-- api.review_choices(): what may be chosen in the form of a review, by its field: ratings, and public
-- blueprints of others, two hundred by name.
create or replace function api.review_choices() returns table (field text, value text, word text)
language sql stable as $$
  select 'rating', r.value, r.word
    from (values ('5', '5, the best'), ('4', '4'), ('3', '3'), ('2', '2'), ('1', '1, the worst')) r (value, word)
  union all
  select 'blueprintId', p.id::text, p.name from private.blueprints_of_others() p
$$;

grant execute on function api.review_choices() to muster_web;
