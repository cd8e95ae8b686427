-- 0003_ids.up.sql: ids are UUIDs of version 7 (RFC 9562, section 5.7).
set local role muster_owner;

-- A new id: 48 bits of milliseconds, the version, 12 bits of the rest of the
-- millisecond (method 3 of section 6.2), 62 random bits and their variant.
-- One expression, so that it is inlined where it is a default.
create function uuid_v7() returns uuid
language sql volatile parallel safe as $$
  select (overlay(lpad(to_hex((date_part('epoch', clock_timestamp()) * 4096000)::bigint), 15, '0')
                  placing '7' from 13 for 0)
          || substr(gen_random_uuid()::text, 20))::uuid
$$;

-- The smallest id of that millisecond: a bound for time filters.
create function app.uuid_floor(at timestamptz) returns uuid
language sql immutable strict parallel safe as $$
  select rpad(lpad(to_hex(floor(extract(epoch from at - '1970-01-01 00:00:00+00') * 1000)::bigint),
                   12, '0'), 32, '0')::uuid
$$;

-- The time in an id, to the millisecond.
create function app.uuid_time(id uuid) returns timestamptz
language sql immutable strict parallel safe as $$
  select to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

grant execute on function uuid_v7(), app.uuid_floor(timestamptz), app.uuid_time(uuid)
  to muster_web, muster_live, muster_work;

reset role;
