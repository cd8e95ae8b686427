-- 0017_agents.down.sql: cascade, because views are put in anew by the next run up.
drop table agent_activity cascade;
drop table agents cascade;
