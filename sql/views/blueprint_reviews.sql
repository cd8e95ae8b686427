-- api.blueprint_reviews: what is said of public blueprints, by whichever organisation; is_own: by
-- whoever asks.
create or replace view api.blueprint_reviews with (security_invoker = true) as
select p.id,
       p.blueprint_id,
       b.name as blueprint_name,
       p.reviewer,
       p.rating,
       p.text,
       coalesce(r.created_by = auth.user_id() and app.has_session(), false) as is_own,
       p.version,
       p.created_at,
       p.updated_at,
       'Review of ' || b.name as called
  from public_reviews p
  join public_blueprints b on b.id = p.blueprint_id
  left join blueprint_reviews r on r.id = p.id;

grant select on api.blueprint_reviews to muster_web;
