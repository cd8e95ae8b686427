-- 0044_overview.down.sql
set local role muster_owner;

drop function if exists api.overview_agents(int);

reset role;
