-- app.network(address inet) returns text: who is behind an address, for limits: IPv6 gives
-- each customer a /64, so that single addresses there limit nobody.
create or replace function app.network(address inet) returns text
language sql immutable parallel safe as $$
  select case when family(address) = 6 and not address << '::ffff:0:0/96'
              then host(network(set_masklen(address, 64)))
              else host(address) end
$$;
