-- 0048_usage_records.up.sql: what is used, beside the executions that are counted anyway.
--
-- A record is reported from outside, or an opening balance: it is added and read, never changed.
-- What was reported wrongly is put right by a record of a negative quantity. Sums are folded by
-- day, as those of executions are, and the unfolded rest comes from changes.
set local role muster_owner;

create table usage_records (
  tenant_id         uuid not null default auth.tenant() references tenants,
  id                uuid not null default uuid_v7(),
  event_id          text not null,
  subscription_id   uuid,
  billing_unit      text not null,
  quantity          numeric not null,
  unit_price_micros numeric,
  cost_micros       bigint not null default 0,
  currency          text not null default 'USD',
  period_start      timestamptz not null default now(),
  period_end        timestamptz not null default now(),
  description       text not null default '',
  created_by        uuid default auth.user_id(),
  created_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint usage_event_counts_once unique (tenant_id, event_id),
  constraint usage_is_of_a_subscription
    foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id),
  constraint usage_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint usage_event_is_given check (length(btrim(event_id)) between 1 and 255),
  constraint usage_unit_is_a_word check (billing_unit ~ '^[A-Za-z][A-Za-z0-9_.-]{0,63}$'),
  -- these are counted where they are; the cost is that of all records
  constraint usage_unit_is_not_counted_here
    check (billing_unit not in ('agents', 'members', 'workflows', 'costMicros')),
  constraint usage_quantity_is_bounded check (abs(quantity) < 1e15 and scale(quantity) <= 9),
  constraint usage_price_is_bounded check (unit_price_micros between 0 and 1e15 and scale(unit_price_micros) <= 9),
  constraint usage_cost_is_bounded check (abs(cost_micros) <= 1000000000000000),
  constraint usage_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
  constraint usage_period_begins_before_its_end check (period_end >= period_start),
  constraint usage_description_is_short check (length(description) <= 2000)
);

comment on column usage_records.period_start is 'the day (UTC) on which it counts';

create index usage_records_of_a_unit on usage_records (tenant_id, billing_unit, id);
create index usage_records_by_period on usage_records (tenant_id, period_start, id);

select app.protect('usage_records', write => 'operator', remove => 'owner');
grant select on usage_records to muster_web, muster_live, muster_work;
grant insert (event_id, subscription_id, billing_unit, quantity, unit_price_micros, cost_micros, currency,
              period_start, period_end, description)
  on usage_records to muster_web;

create function private.tell_usage() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into changes (tenant_id, kind, id, op) select tenant_id, 'usage', id, 'insert' from new_rows;
  return null;
end
$$;

create trigger usage_records_tell_inserts
  after insert on usage_records referencing new table as new_rows
  for each statement execute function private.tell_usage();

comment on column changes.kind is 'agent, execution, usage';

-- Of a tenant, by day (UTC). cost_micros: in US dollars, as that of executions; what was paid in
-- another currency is in the records alone.
create table usage_rollups (
  tenant_id   uuid not null,
  unit        text not null,
  day         timestamptz not null,
  quantity    numeric not null default 0,
  cost_micros numeric not null default 0,
  primary key (tenant_id, day, unit)
);

select app.protect('usage_rollups', write => 'owner', remove => 'owner');
grant select on usage_rollups to muster_web, muster_live, muster_work;

-- What an execution and a record add to each unit.
create view app.folded_usage with (security_invoker = true) as
select r.tenant_id, r.bucket as day, u.unit, u.quantity, u.cost_micros
  from rollups r
 cross join lateral (values
         ('executions', (r.pending + r.running + r.paused + r.completed + r.failed + r.cancelled + r.timeout)::numeric,
          r.cost_micros::numeric),
         ('tokens', r.tokens, 0),
         ('costMicros', r.cost_micros, 0)) u (unit, quantity, cost_micros)
 where r.grain = 'day'
union all
select r.tenant_id, r.day, u.unit, u.quantity, u.cost_micros
  from usage_rollups r
 cross join lateral (values
         (r.unit, r.quantity, r.cost_micros),
         ('costMicros', r.cost_micros, 0)) u (unit, quantity, cost_micros);

create view app.usage_changes with (security_invoker = true) as
select c.tenant_id, c.xid, u.billing_unit as unit, date_trunc('day', u.period_start, 'UTC') as day, u.quantity,
       case u.currency when 'USD' then u.cost_micros else 0 end as cost_micros
  from changes c
  join usage_records u on (u.tenant_id, u.id) = (c.tenant_id, c.id)
 where c.kind = 'usage';

create view app.usage_now with (security_invoker = true) as
select f.tenant_id, f.day, f.unit, f.quantity, f.cost_micros
  from app.folded_usage f
union all
select c.tenant_id, date_trunc('day', c.created_at, 'UTC'), u.unit, u.quantity, u.cost_micros
  from app.change_counts c
 cross join lateral (values
         ('executions', c.executions::numeric, c.cost_micros::numeric),
         ('tokens', c.tokens, 0),
         ('costMicros', c.cost_micros, 0)) u (unit, quantity, cost_micros)
 where c.xid >= (select f.watermark from fold_state f where f.only_row)
union all
select c.tenant_id, c.day, u.unit, u.quantity, u.cost_micros
  from app.usage_changes c
 cross join lateral (values
         (c.unit, c.quantity, c.cost_micros::numeric),
         ('costMicros', c.cost_micros, 0)) u (unit, quantity, cost_micros)
 where c.xid >= (select f.watermark from fold_state f where f.only_row);

grant select on app.folded_usage, app.usage_changes, app.usage_now to muster_web;

reset role;
