-- app.seal_digest(previous bytea, number bigint, entries bytea) returns bytea: the digest of a
-- seal. previous: digest of the seal before it, null for the first; entries: the digests of
-- its entries by their ids, one behind the other.
create or replace function app.seal_digest(previous bytea, number bigint, entries bytea)
returns bytea
language sql immutable as $$
  select sha256(coalesce(previous, decode(repeat('00', 32), 'hex')) || int8send(number) || entries)
$$;
