-- demo_blueprints.sql: what the two organisations of demo.sql published, some of it for both. Runs
-- in the same transaction, behind it.
set local role muster_owner;

insert into blueprints (tenant_id, id, agent_id, workflow_id, name, description, label_version, is_public, pricing,
                        price_micros, currency, created_by, created_at, updated_at)
select t.id, app.uuid_at(now() - w.days * interval '1 day', t.slug || w.source), a.id, f.id, '', w.about, w.label,
       w.is_public, w.pricing, w.price, 'EUR', o.id, now() - w.days * interval '1 day', now() - w.days * interval '1 day'
  from demo_tenants t
  join (values
    ('harbour', 'agent', 'Refund triage', 'Decides on refunds up to a limit, and asks a person above it.', '2.1.0', true, 'free', 0, 34),
    ('harbour', 'agent', 'Parcel tracer', 'Asks carriers for parcels, three times at most, and says which are lost.', '1.4.0', true, 'free', 0, 21),
    ('harbour', 'agent', 'First answer', 'Our own voice: not for others.', '0.9.0', false, 'free', 0, 12),
    ('harbour', 'workflow', 'Refund by ticket', '', '1.0.0', true, 'one-time', 49000000, 9),
    ('harbour', 'workflow', 'Answer with approval', 'A reply that a person approves before it goes out.', '1.2.0', true, 'free', 0, 4),
    ('quay', 'agent', 'Invoice reader', 'Reads printed and scanned invoices, and says where the lines do not add up.', '3.0.0', true, 'subscription', 19000000, 27),
    ('quay', 'workflow', 'Bank against ledger', 'Compares both sides and explains what differs.', '1.1.0', true, 'free', 0, 15)
  ) w (tenant_slug, kind, source, about, label, is_public, pricing, price, days) on w.tenant_slug = t.slug
  left join agents a on a.tenant_id = t.id and a.name = w.source and w.kind = 'agent'
  left join workflows f on f.tenant_id = t.id and f.name = w.source and w.kind = 'workflow'
  join users o on o.email = 'admin@' || t.slug || '.example';

-- how often others took them
update blueprints b set downloads = 3 + abs(hashtext(b.name)) % 40
  from demo_tenants t where b.tenant_id = t.id and b.is_public;

-- what members of the other one say of them
insert into blueprint_reviews (tenant_id, id, blueprint_id, rating, text, created_by, created_at, updated_at)
select t.id, app.uuid_at(now() - w.days * interval '1 day', 'review' || w.name || w.role), b.id, w.rating, w.said, o.id,
       now() - w.days * interval '1 day', now() - w.days * interval '1 day'
  from (values
    ('quay', 'operator', 'Refund triage', 5, 'Took ten minutes to fit to our own limits. The question to a person came at the right place.', 6),
    ('quay', 'viewer', 'Refund triage', 4, 'Clear, but the reply it drafts is too long for our customers.', 3),
    ('quay', 'admin', 'Parcel tracer', 3, 'Does what it says; two of our carriers are missing.', 8),
    ('quay', 'operator', 'Answer with approval', 5, '', 2),
    ('harbour', 'operator', 'Invoice reader', 4, 'Finds what does not add up. Scans at an angle are beyond it.', 9),
    ('harbour', 'admin', 'Invoice reader', 5, 'Pays for itself.', 5)
  ) w (tenant_slug, role, name, rating, said, days)
  join demo_tenants t on t.slug = w.tenant_slug
  join public_blueprints b on b.name = w.name
  join blueprints p on (p.tenant_id, p.id) = (b.tenant_id, b.id)
  join demo_tenants d on d.id = p.tenant_id and d.id <> t.id
  join users o on o.email = w.role || '@' || t.slug || '.example';

reset role;
