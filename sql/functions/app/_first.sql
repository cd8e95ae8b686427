-- The first of all files that are put in by muster migrate up where they changed (all
-- behind a migration), in one transaction: app, auth, api, private, each by name,
-- then views. What they make belongs to the owner, and may name what only a later
-- file makes.
set local role muster_owner;
set local check_function_bodies = off;
