-- 0055_blueprints.down.sql: cascade, because views are put in anew by the next run up.
set local role muster_owner;

drop table blueprints cascade;
drop table public_blueprints cascade;
drop function app.freeze_blueprint();
drop function private.offer_blueprint();

reset role;
