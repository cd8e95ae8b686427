-- api.notes: the notes of the tenant.
create or replace view api.notes with (security_invoker = true) as
select n.id, n.name, n.text, n.topic, n.active, n.created_by as created_by_id, n.version, n.created_at, n.updated_at
  from notes n;

grant select on api.notes to muster_web;
