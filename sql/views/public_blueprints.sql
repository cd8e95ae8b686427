-- api.public_blueprints: what the organisations of the installation published for all.
create or replace view api.public_blueprints with (security_invoker = true) as
select id, publisher, kind, name, description, category, label_version, pricing, price_micros, currency,
       definition, downloads, created_at, updated_at, nullif(rating, 0) as rating, reviews_count,
       rating as rating_order
  from public_blueprints;

grant select on api.public_blueprints to muster_web;
