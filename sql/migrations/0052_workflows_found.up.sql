-- 0052_workflows_found.up.sql: workflows by their words, and by filters that had no index.
set local role muster_owner;

alter table workflows add column search tsvector not null
  generated always as (app.search_words(name, description || ' ' || category, tags)) stored;
create index workflows_by_word on workflows using gin (app.of_tenant(tenant_id, search));
create index workflows_by_trigger on workflows (tenant_id, trigger, id);
create index workflows_by_format on workflows (tenant_id, format, id);

-- words are no change that somebody made
drop trigger workflows_audit on workflows;
create trigger workflows_audit after insert or update or delete on workflows
  for each row execute function private.audit_change('workflow', '{}', '{nodes,edges,extra,search}');

reset role;
