-- app.flowchart_extra(body jsonb) returns jsonb: the members of a flowchart that have no
-- column and are not made by us, so that what clients echo is not kept twice.
create or replace function app.flowchart_extra(body jsonb) returns jsonb
language sql immutable parallel safe as $$
  select body - '{id,agentId,agentName,version,nodes,connections,metadata,layout,nodeCount,edgeCount,
                  revision,createdAt,lastModified}'::text[]
$$;

grant execute on function app.flowchart_extra(jsonb) to muster_web;
