-- 0058_lists_by_filter.up.sql: filters and orders that found their rows by looking at all of the tenant.
set local role muster_owner;

create index agents_of_a_maker on agents (tenant_id, created_by, id) where deleted_at is null;
create index agents_by_use on agents (tenant_id, enabled, id) where deleted_at is null;
create index credentials_by_use on credentials (tenant_id, active, id);
create index executions_by_trigger on executions (tenant_id, trigger, id);

-- whether it is a template is a condition of every list, and a parameter: no partial index serves it
create index workflows_by_kind on workflows (tenant_id, is_template, id);
create index workflows_of_a_kind_by_name on workflows (tenant_id, is_template, name, id);
drop index workflows_that_are_templates;

-- those of others; one's own are found by their constraint
create index saved_views_that_are_shared on saved_views (tenant_id, shared, noun);

-- an id is of one noun, but who filters by it need not say of which
drop index audit_log_of_a_row;
create index audit_log_of_a_row on audit_log (tenant_id, row_id, id);

reset role;
