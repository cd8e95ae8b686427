// The four kinds of requests: W1 one agent, W2 newest 20 executions, W3 the
// overview page, W5 a new execution.
import { psql, tenants, unitOf, url } from './tools.mjs';

const rows = sql => psql(sql).split('\n');

// One agent of each tenant, in the order of the tenants.
const agents = rows(`
	select distinct on (t.n) a.id
	  from generate_series(1, ${tenants}) t (n)
	  join agents a on a.tenant_id = app.uuid_at(timestamptz '2025-01-01 00:00:00+00', 'bench-tenant-' || t.n)
	 order by t.n, a.id`);

const session = tenant => `bench-session-${tenant}`;

const kinds = {
	W1: { path: tenant => `/api/agents/${agents[tenant - 1]}` },
	W2: { path: () => '/api/executions?limit=20&sort=-createdAt' },
	W3: { path: () => '/', cookie: true },
	W5: {
		path: () => '/api/executions',
		body: tenant => JSON.stringify({ agentId: agents[tenant - 1], status: 'RUNNING' }),
	},
};

const headersOf = (kind, tenant) => kind.cookie
	? { Cookie: `__Host-muster=${session(tenant)}` }
	: { Authorization: `Bearer ${session(tenant)}` };

/** A wrk script that takes turns among the tenants; to is how many of them. */
export function script(name, to = tenants) {
	const kind = kinds[name];
	const requests = [];

	for (let tenant = 1; tenant <= to; tenant++) {
		const headers = Object.entries(headersOf(kind, tenant))
			.map(([key, value]) => `["${key}"]="${value}"`);
		if (kind.body) {
			headers.push('["Content-Type"]="application/json"');
		}
		requests.push(`wrk.format("${kind.body ? 'POST' : 'GET'}", "${kind.path(tenant)}", `
			+ `{${headers}}, ${kind.body ? `'${kind.body(tenant)}'` : 'nil'})`);
	}
	return `init = function()\n  all = {\n${requests.join(',\n')}\n}\n  n = math.random(#all)\nend\n`
		+ 'request = function()\n  n = n % #all + 1\n  return all[n]\nend\n';
}

export const hello = 'request = function() return wrk.format("GET", "/hello") end\n';

/** For pgbench: what each tenant's request asks the database, by the log. */
export async function units(name) {
	const kind = kinds[name];
	const found = [];

	for (let tenant = 1; tenant <= tenants; tenant++) {
		const headers = Object.entries(headersOf(kind, tenant))
			.flatMap(([key, value]) => ['-H', `${key}: ${value}`]);
		const body = kind.body
			? ['-H', 'Content-Type: application/json', '-d', kind.body(tenant)] : [];
		found.push(await unitOf(...headers, ...body, url + kind.path(tenant)));
	}
	return found;
}
