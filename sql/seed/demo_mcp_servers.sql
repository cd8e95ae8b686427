-- demo_mcp_servers.sql: where the agents of demo.sql find their tools. Runs in the same
-- transaction, behind it. Nothing is sealed here: that takes the master key.
set local role muster_owner;

insert into mcp_servers (tenant_id, name, url, description, category, auth_type, tools, tool_details,
                         connection_status, tested_at, last_error, enabled, created_by, created_at, updated_at)
select t.id, s.name, s.url, s.description, s.category, s.auth_type,
       array(select d ->> 'name' from jsonb_array_elements(s.details::jsonb) d), s.details::jsonb,
       s.status, now() - s.tested * interval '1 hour', s.why, s.enabled, u.id,
       now() - s.made * interval '1 day', now() - coalesce(s.tested, s.made * 24) * interval '1 hour'
  from (values
    ('harbour', 'Order history', 'https://tools.harbour.example/orders/mcp',
     'What a customer has bought, returned and paid. Read only.', 'data', 'none',
     '[{"name": "find_orders", "description": "Finds the orders of a customer by e-mail address, number or date."},
       {"name": "get_order", "description": "One order with its lines, payments and parcels."},
       {"name": "list_returns", "description": "Returns of the last ninety days, with the reason that was given."}]',
     'connected', 2, null, true, 62),
    ('harbour', 'Parcel tracking', 'https://tools.harbour.example/parcels/mcp',
     'Where a parcel is, asked of five carriers.', 'data', 'none',
     '[{"name": "track_parcel", "description": "The events of a parcel, newest first."},
       {"name": "list_carriers", "description": "Carriers, and what their numbers look like."}]',
     'error', 5, 'HTTP 503: the carriers are being updated, try again at 18:00', true, 48),
    ('harbour', 'Help centre', 'https://help.harbour.example/mcp',
     'Finds articles and drafts new ones.', 'custom', 'none',
     '[{"name": "search_articles", "description": "Articles that answer a question, best first."},
       {"name": "draft_article", "description": "Stores a draft; a person publishes it."}]',
     'connected', 26, null, true, 33),
    ('harbour', 'Price observer', 'https://prices.harbour.example/mcp',
     'Prices of other shops, once a day. Out of use until the contract is renewed.', 'web', 'none',
     '[]', 'untested', null, null, false, 21),
    ('quay', 'Ledger', 'https://ledger.quay.example/mcp', 'Accounts and what was booked on them.', 'data', 'none',
     '[{"name": "list_accounts", "description": "Accounts with their balance."},
       {"name": "find_bookings", "description": "Bookings by amount, date or text."}]',
     'connected', 9, null, true, 40)
  ) s (slug, name, url, description, category, auth_type, details, status, tested, why, enabled, made)
  join demo_tenants t on t.slug = s.slug
  join users u on u.email = 'admin@' || s.slug || '.example';

reset role;
