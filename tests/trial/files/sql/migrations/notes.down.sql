-- A note: a noun of the trial.
set local role muster_owner;

drop table notes;

reset role;
