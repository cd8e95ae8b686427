-- app.uuid_at(at timestamptz, seed text) returns uuid: the id, version 7, of something that
-- was made at a time and is always to get the same id: the bits behind the time are of
-- the SHA-256 of the seed.
create or replace function app.uuid_at(at timestamptz, seed text) returns uuid
language sql immutable strict parallel safe as $$
  select overlay(overlay(left(replace(app.uuid_floor(at)::text, '-', ''), 12)
                         || left(encode(sha256(convert_to(seed, 'UTF8')), 'hex'), 20)
                         placing '7' from 13)
                 placing substr('89ab', get_byte(sha256(convert_to(seed, 'UTF8')), 31) % 4 + 1, 1)
                 from 17)::uuid
$$;
