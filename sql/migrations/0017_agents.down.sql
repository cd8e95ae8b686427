-- 0017_agents.down.sql
drop table agent_activity;
drop table agents;
