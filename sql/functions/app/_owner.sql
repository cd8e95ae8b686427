-- The first file of all that is put in again after a migration, in one transaction:
-- app, auth, api, private, then views. What they make belongs to the owner.
set local role muster_owner;
