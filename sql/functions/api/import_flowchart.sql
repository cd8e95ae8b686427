-- api.import_flowchart(tenant uuid, source text, old_id text, made_at timestamptz,
--                      agent uuid, flowchart jsonb)
--   returns one row: id uuid, outcome text (created, updated, unchanged)
--
-- flowchart: members named as the columns; what is absent is empty, because a document
-- replaces the one before. An agent that has a flowchart from elsewhere keeps its id.
create or replace function api.import_flowchart(tenant uuid, source text, old_id text,
                                                made_at timestamptz, agent uuid, flowchart jsonb)
returns table (id uuid, outcome text)
language plpgsql as $$
#variable_conflict use_column
declare
  made record;
  kept uuid;
  f flowcharts := jsonb_populate_record(null::flowcharts, flowchart);
begin
  select r.id, r.outcome into made
    from api.import_row(tenant, source, 'flowchart', import_flowchart.old_id, made_at, flowchart) r;
  if made.outcome <> 'unchanged' then
    insert into flowcharts as t (tenant_id, id, agent_id, label_version, nodes, connections,
                                 metadata, layout, extra, created_at)
    values (tenant, made.id, agent, coalesce(f.label_version, '1.0.0'), coalesce(f.nodes, '[]'),
            coalesce(f.connections, '[]'), coalesce(f.metadata, '{}'), coalesce(f.layout, '{}'),
            coalesce(f.extra, '{}'), coalesce(made_at, now()))
    on conflict on constraint flowchart_of_the_agent_is_one do update
      set label_version = excluded.label_version, nodes = excluded.nodes,
          connections = excluded.connections, metadata = excluded.metadata,
          layout = excluded.layout, extra = excluded.extra
    returning t.id into kept;
  end if;
  return query select coalesce(kept, made.id), made.outcome;
end
$$;

grant execute on function api.import_flowchart(uuid, text, text, timestamptz, uuid, jsonb) to muster_web;
