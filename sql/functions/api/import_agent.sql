-- api.import_agent(tenant uuid, source text, old_id text, made_at timestamptz, agent jsonb)
--   returns one row: id uuid, outcome text (created, updated, unchanged)
--
-- agent: members named as the columns, and project_id of what is new; those that are absent keep their default, or what
-- they were. One that was deleted is there again where an admin imports it; else MU409, because who may not restore
-- it shall not do so by an import. As the owner, or behind auth.begin for the own tenant.
create or replace function api.import_agent(tenant uuid, source text, old_id text,
                                            made_at timestamptz, agent jsonb)
returns table (id uuid, outcome text)
language plpgsql as $$
#variable_conflict use_column
declare
  made record;
  was agents;
  a agents;
  -- deleting forgets its old id, but the id that api.import_row would make is the same again
  is_gone constant boolean := exists (
    select from agents x
     where (x.tenant_id, x.id)
           = (tenant, app.uuid_at(made_at, concat_ws(' ', tenant, import_agent.source, 'agent', import_agent.old_id)))
       and x.deleted_at is not null);
begin
  if is_gone and auth.role() is not null and not auth.has_role('admin') then
    raise exception using errcode = 'MU409',
      message = format('the agent "%s" was deleted: an admin can restore it', agent ->> 'name');
  end if;
  select r.id, r.outcome into made
    from api.import_row(tenant, source, 'agent', import_agent.old_id, made_at, agent - 'project_id') r;
  if made.outcome <> 'unchanged' then
    select x.* into was from agents x where (x.tenant_id, x.id) = (tenant, made.id) and x.deleted_at is null for update;
    a := jsonb_populate_record(was, agent);
    insert into agents as t (tenant_id, id, name, description, status, category, type,
                             model_provider, model, instructions, configuration, tags, project_id, created_at)
    values (tenant, made.id, a.name, coalesce(a.description, ''), coalesce(a.status, 'active'),
            coalesce(a.category, ''), coalesce(a.type, ''), coalesce(a.model_provider, ''),
            coalesce(a.model, ''), coalesce(a.instructions, ''), coalesce(a.configuration, '{}'),
            coalesce(a.tags, '{}'), a.project_id, coalesce(made_at, now()))
    on conflict (tenant_id, id) do update
      set name = excluded.name, description = excluded.description, status = excluded.status,
          category = excluded.category, type = excluded.type,
          model_provider = excluded.model_provider, model = excluded.model,
          instructions = excluded.instructions, configuration = excluded.configuration,
          tags = excluded.tags, deleted_at = null, version = t.version + 1;
  end if;
  return query select made.id, made.outcome;
end
$$;

grant execute on function api.import_agent(uuid, text, text, timestamptz, jsonb) to muster_web;
