-- api.blueprints: what the tenant published, for itself or for all.
create or replace view api.blueprints with (security_invoker = true) as
select b.id,
       b.kind,
       b.agent_id,
       b.workflow_id,
       b.name,
       b.description,
       b.category,
       b.label_version,
       b.is_public,
       b.pricing,
       b.price_micros,
       b.currency,
       b.definition,
       b.downloads,
       b.created_by as created_by_id,
       (select u.name from users u where u.id = b.created_by) as created_by_name,
       (select u.email from users u where u.id = b.created_by) as created_by_email,
       b.version,
       b.created_at,
       b.updated_at,
       nullif(b.rating, 0) as rating,
       b.reviews_count
  from blueprints b;

grant select on api.blueprints to muster_web;
