-- app.is_secret(name text) returns boolean: whether a member of that name holds a secret, by
-- its name: apiKey, api_key, password, clientSecret, Authorization, …
create or replace function app.is_secret(name text) returns boolean
language sql immutable parallel safe as $$
  select name ~* ('pass(word|wd|phrase)|secret|token|credential|authorization|cookie'
                  '|(api|access|private|signing|encryption)[-_ ]?key')
$$;

grant execute on function app.is_secret(text) to muster_web;
