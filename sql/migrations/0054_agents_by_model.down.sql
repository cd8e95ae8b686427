-- 0054_agents_by_model.down.sql
set local role muster_owner;

drop index agents_by_model, agents_by_provider, agents_by_type;

reset role;
