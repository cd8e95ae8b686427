-- 0058_lists_by_filter.down.sql
set local role muster_owner;

drop index audit_log_of_a_row;
create index audit_log_of_a_row on audit_log (tenant_id, noun, row_id, id);
create index workflows_that_are_templates on workflows (tenant_id, id) where is_template;
drop index saved_views_that_are_shared, workflows_of_a_kind_by_name, workflows_by_kind, executions_by_trigger,
           credentials_by_use, agents_by_use, agents_of_a_maker;

reset role;
