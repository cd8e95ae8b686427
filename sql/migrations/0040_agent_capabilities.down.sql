-- 0040_agent_capabilities.down.sql: cascade, because views are put in anew by the next run up.
drop table agent_capabilities cascade;
