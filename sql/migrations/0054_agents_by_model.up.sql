-- 0054_agents_by_model.up.sql: agents by what lists filter them by: type and model.
set local role muster_owner;

create index agents_by_type on agents (tenant_id, type, id) where deleted_at is null;
create index agents_by_provider on agents (tenant_id, model_provider, id) where deleted_at is null;
create index agents_by_model on agents (tenant_id, model, id) where deleted_at is null;

reset role;
