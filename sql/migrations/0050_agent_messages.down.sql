-- 0050_agent_messages.down.sql: cascade, because views are put in anew by the next run up.
set local role muster_owner;

drop function if exists api.touch_heartbeat(uuid, jsonb);
alter table agent_activity
  drop constraint activity_details_are_bounded,
  drop constraint activity_details_are_an_object;

drop table agent_deliveries cascade;
drop table agent_messages cascade;
drop function app.sum_up_deliveries();
drop function private.make_deliveries();
drop function app.join_conversation();
drop function app.lapsed_status(int, int, timestamptz);
drop function app.priority_rank(text);

reset role;
