-- api.official_mcp_servers: MCP servers that everybody may want, for a tenant to take over. They
-- are text of this release and no rows, so an update brings new ones and spoils nobody's. Their
-- tools are what they answer when they are tested.
--   url   a name in braces stands for the access token; it is never looked up anywhere else
create or replace view api.official_mcp_servers with (security_invoker = true) as
select o.id, o.name, o.description, o.url, o.category, o.auth_type, o.api_key_placeholder, o.enabled,
       o.documentation
  from (values
    (1, 'firecrawl', 'Firecrawl', 'Reads web pages as clean text: one of them, a whole site, or what a search finds.',
     'https://mcp.firecrawl.dev/{FIRECRAWL_API_KEY}/v2/mcp', 'web', 'api-key', 'FIRECRAWL_API_KEY', true,
     'https://docs.firecrawl.dev/mcp'),
    (2, 'browserbase', 'Browserbase', 'A browser in the cloud that opens pages, clicks, types and takes pictures of them.',
     'https://mcp.browserbase.com/mcp', 'web', 'api-key', 'BROWSERBASE_API_KEY', true,
     'https://docs.browserbase.com/mcp'),
    (3, 'e2b', 'E2B', 'Runs code that an agent has written, on a machine that is thrown away afterwards.',
     'https://mcp.e2b.dev', 'ai', 'api-key', 'E2B_API_KEY', true, 'https://e2b.dev/docs/mcp'),
    (4, 'brave-search', 'Brave Search', 'Searches web pages, news and pictures in an index of its own.',
     'https://mcp.brave.com', 'web', 'api-key', 'BRAVE_API_KEY', true, 'https://brave.com/search/api/'),
    (5, 'google-drive', 'Google Drive', 'Lists, finds and reads the files of a Google Drive.',
     'https://mcp.google.com/drive', 'data', 'bearer', '', false, 'https://developers.google.com/drive'),
    (6, 'coingecko', 'CoinGecko', 'Prices, volumes and history of crypto currencies; asks for no token.',
     'https://mcp.api.coingecko.com/mcp', 'data', 'none', '', true,
     'https://www.coingecko.com/api/documentation')
  ) o (place, id, name, description, url, category, auth_type, api_key_placeholder, enabled, documentation)
 order by o.place;

grant select on api.official_mcp_servers to muster_web;
