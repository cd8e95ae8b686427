-- A reminder: a noun of the trial.
set local role muster_owner;

drop table reminders;

reset role;
