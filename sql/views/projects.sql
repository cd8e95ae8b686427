-- api.projects: the projects of the tenant.
create or replace view api.projects with (security_invoker = true) as
select p.id,
       p.name,
       p.description,
       p.type,
       p.active,
       p.configuration,
       p.created_by as created_by_id,
       (select u.name from users u where u.id = p.created_by) as created_by_name,
       (select u.email from users u where u.id = p.created_by) as created_by_email,
       p.version,
       p.created_at,
       p.updated_at
  from projects p;

grant select on api.projects to muster_web;
