-- 0044_overview.up.sql: the agents that need a look come with the counts of all, from
-- api.overview_agents(); each asked for the state of every agent.
set local role muster_owner;

drop function if exists api.attention();

reset role;
