-- 0002_schemas.up.sql: public holds tables; the others hold code.
--
--   app      what migrations and policies use: ids, protect
--   auth     who asks: begin, tenant(), user_id(), role()
--   api      views and functions for the servers, security invoker
--   private  definer functions, one file each
set local role muster_owner;

create schema app;
create schema auth;
create schema api;
create schema private;

grant usage on schema app, auth, api, private to muster_web;
grant usage on schema app, auth, api to muster_live, muster_work;

reset role;
