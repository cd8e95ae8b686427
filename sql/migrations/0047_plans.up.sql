-- 0047_plans.up.sql: what an organisation may use, and which plan it has.
--
-- Plans are of the installation, and changed by muster plan. Where nobody says anything, the
-- plan of all is the one that limits nothing.
set local role muster_owner;

-- {"agents": 5, "executions": 1000}: the most of each unit; null: any number.
create function app.are_limits(limits jsonb) returns boolean
language sql immutable parallel safe as $$
  select case when jsonb_typeof(limits) = 'object' then not exists (
    select from jsonb_each(limits) l
     where l.key !~ '^[A-Za-z][A-Za-z0-9_.-]{0,63}$'
        or l.value::text !~ '^(null|0|[1-9][0-9]{0,17})$')
  else false end
$$;

grant execute on function app.are_limits(jsonb) to muster_web;

create table plans (
  id                   uuid primary key default uuid_v7(),
  name                 text not null,
  plan_type            text not null,
  price_monthly_micros bigint not null default 0,
  price_yearly_micros  bigint not null default 0,
  currency             text not null default 'USD',
  features             jsonb not null default '[]',
  limits               jsonb not null default '{}',
  is_active            boolean not null default true,
  is_default           boolean not null default false,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  constraint plan_name_is_free unique (name),
  constraint plan_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint plan_type_is_known check (plan_type in ('unlimited', 'free', 'pro', 'enterprise')),
  constraint plan_prices_are_not_negative check (price_monthly_micros >= 0 and price_yearly_micros >= 0),
  constraint plan_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
  constraint plan_features_are_an_array check (jsonb_typeof(features) = 'array'),
  constraint plan_limits_are_whole_numbers check (app.are_limits(limits)),
  constraint plan_by_default_is_offered check (is_active or not is_default)
);

comment on column plans.is_active is 'may be chosen; who has it keeps it';
comment on column plans.is_default is 'of organisations without a subscription';

create unique index plan_by_default_is_one on plans (is_default) where is_default;

create index plans_by_price on plans (price_monthly_micros, id);

select app.protect_global('plans');
create policy servers_read on plans for select to muster_web, muster_live, muster_work using (true);
grant select on plans to muster_web, muster_live, muster_work;

create trigger plans_stamp_updated_at before update on plans
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

insert into plans (name, plan_type, price_monthly_micros, price_yearly_micros, features, limits, is_default)
select p.name, p.plan_type, p.monthly * 1000000::bigint, p.yearly * 1000000::bigint,
       p.features::jsonb, p.limits::jsonb, p.plan_type = 'unlimited'
  from (values
    ('Unlimited', 'unlimited', 0, 0, '["Everything, as much as this installation bears"]', '{}'),
    ('Free', 'free', 0, 0, '["Agents, workflows and tasks", "Import and export"]',
     '{"agents": 5, "members": 3, "workflows": 10, "executions": 1000, "tokens": 1000000}'),
    ('Pro', 'pro', 49, 490, '["All of Free", "Room for a team"]',
     '{"agents": 50, "members": 25, "workflows": 200, "executions": 100000, "tokens": 200000000}'),
    ('Enterprise', 'enterprise', 490, 4900, '["All of Pro", "Any number of agents, workflows and members"]',
     '{"executions": 5000000}')
  ) p (name, plan_type, monthly, yearly, features, limits);

create table subscriptions (
  tenant_id             uuid not null default auth.tenant() references tenants,
  id                    uuid not null default uuid_v7(),
  plan_id               uuid not null references plans,
  status                text not null default 'active',
  billing_cycle         text not null default 'monthly',
  current_period_start  timestamptz not null default now(),
  current_period_end    timestamptz not null,
  limits                jsonb not null default '{}',
  provider_ref          text,
  provider_customer_ref text,
  version               int not null default 1,
  created_at            timestamptz not null default now(),
  updated_at            timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint subscription_status_is_known check (status in ('active', 'cancelled', 'expired')),
  constraint subscription_cycle_is_known check (billing_cycle in ('monthly', 'yearly')),
  constraint subscription_period_has_a_length check (current_period_end > current_period_start),
  constraint subscription_limits_are_whole_numbers check (app.are_limits(limits)),
  constraint subscription_references_are_short
    check (length(provider_ref) <= 255 and length(provider_customer_ref) <= 255)
);

comment on column subscriptions.current_period_start is
  'periods are counted from here, so an active one goes on by itself; see api.subscription';
comment on column subscriptions.limits is 'instead of those of the plan; null lifts one';
comment on column subscriptions.provider_ref is 'of a payment provider, which is never called';

create unique index subscription_of_a_tenant_is_one on subscriptions (tenant_id) where status <> 'expired';

select app.protect('subscriptions', write => 'owner', remove => 'owner');
grant select on subscriptions to muster_web, muster_live, muster_work;
grant insert (plan_id, billing_cycle, current_period_end), update (plan_id, billing_cycle, status, current_period_end, version)
  on subscriptions to muster_web;

create trigger subscriptions_stamp_updated_at before update on subscriptions
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();
create trigger subscriptions_audit after insert or update or delete on subscriptions
  for each row execute function private.audit_change('subscription', '{}', '{version}');

reset role;
