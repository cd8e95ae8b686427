-- demo_agents.sql: what the agents of demo.sql can do, and what is measured of
-- them. Runs in the same transaction, behind it.
set local role muster_owner;

-- what each kind of agent can do; one that is used more is surer of it
insert into agent_capabilities (tenant_id, agent_id, name, description, confidence, usage_count, last_used_at, metadata)
select a.tenant_id, a.id, c.name, c.description,
       round((c.confidence - (a.share % 5) * 0.01)::numeric, 2), a.share * c.uses,
       case when a.status = 'active' then now() - c.uses * interval '23 seconds' - a.seconds * interval '1 minute' end,
       jsonb_build_object('measuredOn', 200 + c.uses)
  from demo_agents a
  join (values
    ('ticket', 'Read a ticket', 'Names the wish of the customer in one sentence.', 0.97, 214),
    ('ticket', 'Draft a reply', 'In the language of the customer, in the voice of the house.', 0.88, 180),
    ('ticket', 'Hand over to a person', 'Above 200 euros, or where the policy is silent.', 0.93, 23),
    ('fetch', 'Ask another system', 'With two more tries where it does not answer.', 0.99, 320),
    ('fetch', 'Report a difference', 'Only what changed since the last answer.', 0.94, 41),
    ('write', 'Write a text', 'From given facts only, in short sentences.', 0.86, 96),
    ('write', 'Translate', 'German, English, French and Dutch; others are less sure.', 0.81, 37),
    ('check', 'Compare two tables', 'By key, with both values of each difference.', 0.98, 150),
    ('check', 'Raise an alert', '', 0.9, 12),
    ('research', 'Find sources', 'At most ten, newest first.', 0.84, 64),
    ('research', 'Condense', 'Ten sources to one page, with references.', 0.79, 58),
    ('document', 'Read a document', 'Printed and scanned, at most 80 pages.', 0.95, 130),
    ('document', 'Read handwriting', 'Dates and sums; names are less sure.', 0.62, 9),
    ('document', 'Check totals', 'Says so where the lines do not add up.', 0.97, 124)
  ) c (flow, name, description, confidence, uses) on c.flow = a.flow;

-- an hourly reading of 30 days; by day they have more to do, and answer later
insert into agent_metrics (tenant_id, agent_id, name, value, unit, at)
select a.tenant_id, a.id, m.name,
       round((m.usual * (1 + 0.4 * sin((extract(hour from h.at) - 8) * pi() / 12)) * (0.9 + random() * 0.2))::numeric, m.digits),
       m.unit, h.at
  from demo_agents a
  join (values ('latency', 'ms', 420.0, 0), ('queue length', '', 12.0, 0), ('answers approved', '%', 62.0, 1)) m (name, unit, usual, digits)
    on a.share >= 5
 cross join generate_series(date_trunc('hour', now()) - interval '30 days', now(), interval '1 hour') h (at)
 where a.status = 'active';
