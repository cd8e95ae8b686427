-- 0047_plans.down.sql: cascade, because views are put in anew by the next run up.
drop table subscriptions cascade;
drop table plans cascade;
drop function app.are_limits(jsonb);
