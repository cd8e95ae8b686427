// What lists read where every table of tenants has as many rows as can be: each list of the API's document
// (bare, each filter, each order, the second page, words, a search), and each page that has no row of its
// own, is asked once. auto_explain tells what the database did for it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { logOf, psql, psqlCall, run, url, withSetting } from './tools.mjs';

// A page of 25 rows with all that is looked up for each costs up to 1,100 buffers, where indexes have four
// levels; reading a hundredth of a table of a million rows, by an index or not, costs more than this. A total
// counts 10,001 rows, each of which may lie on a page of its own.
const most = 1200;
const mostCounted = 12000;
const mostRemoved = 2000;
const session = 'bench-session';
const cookie = { Cookie: `__Host-muster=${session}` };
const bearer = { Authorization: `Bearer ${session}` };
const limit = 25;

// ---- filling ----

async function runAll(tables, statement) {
	for (let table = tables.shift(); table; table = tables.shift()) {
		const began = Date.now();
		await promisify(execFile)(...psqlCall(statement(table)));
		console.error(`  ${table}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
	}
}

/** Two at a time, those with the most indexes first; behind all of them, because what is vacuumed beside
 * another one that lasts is not known to be visible to everybody. */
async function fillAll() {
	for (const statement of [table => `select bench.fill('${table}')`, table => `vacuum (analyze) ${table}`]) {
		const tables = psql('select bench.tables()').split('\n');

		await Promise.all([runAll(tables, statement), runAll(tables, statement)]);
	}
	psql('checkpoint');
}

// ---- what to ask ----

async function get(path, headers = bearer) {
	const res = await fetch(url + path, { headers, redirect: 'manual' });
	const text = await res.text();

	// what takes too long is missed where it is measured
	assert.ok(headers === cookie || res.status < 400 || res.status === 503, `${path}: ${res.status} ${text.slice(0, 300)}`);
	return res.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}

const rowsOf = body => Object.values(body).find(Array.isArray) ?? [];
const withQuery = (path, query) => `${path}?${new URLSearchParams(query)}`;

/** Rows that filters find their values in: of the newest, which many have, and of the oldest, which few have. */
async function samplesOf(path, parameters) {
	const order = parameters.find(p => p.name === 'sort')?.schema.default;
	const reversed = order?.replace(/^-?/, sign => sign ? '' : '-');

	return {
		newest: rowsOf(await get(path)),
		oldest: order ? rowsOf(await get(withQuery(path, { limit: 40, sort: reversed }))) : [],
	};
}

const isKnown = value => value !== undefined && value !== null && value !== '';

/** agentId is a member of its own, or the id of agent. */
function memberOf(row, name) {
	const [, group] = /^(\w+)Id$/.exec(name) ?? [];

	return row[name] ?? (group && row[group] && row[group].id);
}

const valueIn = (rows, name) => rows.map(row => memberOf(row, name)).find(isKnown);

const timesOf = { After: 'newest', From: 'newest', Before: 'oldest', To: 'oldest' };

function timeFor(name, samples) {
	const [, stem, end] = /^(\w+?)(After|Before|From|To)$/.exec(name) ?? [];
	const rows = stem && samples[timesOf[end]];

	return rows && (valueIn(rows, stem) ?? valueIn(rows, `${stem}At`) ?? valueIn(rows, 'createdAt'));
}

function valuesFor(name, schema, samples) {
	const item = schema.items ?? schema;

	if (item.format === 'date-time') {
		return [timeFor(name, samples)].filter(isKnown);
	}
	const found = [valueIn(samples.newest, name), valueIn(samples.oldest, name), item.enum?.[0]];
	return [...new Set(found.filter(isKnown).map(String))].slice(0, 2);
}

const namesIn = rows => rows.map(row => row.name ?? row.title ?? row.subject ?? row.message).find(isKnown);

/** One of the oldest rows, and none; what stands in every row is asked too. */
const wordsFor = samples => [namesIn(samples.oldest), 'description', 'nothinghasthis'].filter(isKnown);

const grammar = new Set(['sort', 'limit', 'cursor', 'page', 'export', 'q', 'format', 'from', 'to', 'window', 'range', 'grain']);

function filtersOf(parameters, samples) {
	return parameters.filter(p => !grammar.has(p.name) && !p.deprecated)
		.flatMap(p => valuesFor(p.name, p.schema, samples).map(value => ({ [p.name]: value })));
}

/** The page behind the first one of a query. */
async function nextOf(path, query) {
	const { nextCursor } = await get(withQuery(path, query));

	return nextCursor ? [{ ...query, cursor: nextCursor }] : [];
}

async function nextOfAll(path, queries) {
	const found = [];

	for (const query of queries) {
		found.push(...await nextOf(path, query));
	}
	return found;
}

async function queriesOf(path, parameters) {
	const names = new Set(parameters.map(p => p.name));
	if (!names.has('limit')) {
		return [{}];
	}
	const samples = await samplesOf(path, parameters);
	const filters = filtersOf(parameters, samples);
	const orders = (parameters.find(p => p.name === 'sort')?.schema.enum ?? []).map(sort => ({ sort }));
	const paged = [{}, ...filters, ...orders].map(query => ({ ...query, limit }));
	const words = names.has('q') ? wordsFor(samples).map(q => ({ q, ...boundsOf(names), limit })) : [];
	const besides = [...filters.slice(0, 1), ...orders.slice(-1)];
	const combined = words.slice(-2).flatMap(word => besides.map(other => ({ ...word, ...other })));
	const counted = names.has('page') && names.has('sort') ? [{ page: 1 }, ...filters.map(filter => ({ ...filter, page: 1 }))] : [];

	return [...paged, ...words, ...combined, ...counted, ...names.has('cursor') ? await nextOfAll(path, paged) : []];
}

// A search of executions needs a time.
const boundsOf = names => names.has('startTimeAfter')
	? { createdAfter: new Date(Date.now() - 30 * 86400e3).toISOString() } : {};

/** A path with the ids of row 11, which has as much behind it as any; 401 is the first that is behind it. */
function fillIn(path) {
	let filled = '';

	for (const part of path.split('/').slice(1)) {
		filled += /^[{:]\w*[iI]d\}?$/.test(part) ? `/${idAt(filled)}` : /^[{:]/.test(part) ? '/401' : `/${part}`;
	}
	return filled;
}

const relations = {
	'api-keys': 'api_keys', keys: 'api_keys', audit: 'audit_log', 'audit-log': 'audit_log', capabilities: 'agent_capabilities',
	'mcp-servers': 'mcp_servers', members: 'users', messages: 'agent_messages', organisations: 'tenants',
	import: 'import_jobs', records: 'usage_records', 'saved-views': 'saved_views', 'usage-records': 'usage_records',
	'public-blueprints': 'blueprints',
};

// The first tenant, what is behind agent 11, and what is the asker's own.
const rowFor = { tenants: 1, agent_capabilities: 401, saved_views: 10, blueprint_reviews: 10 };

function idAt(path) {
	const name = path.split('/').at(-1);
	const relation = relations[name] ?? name.replaceAll('-', '_');

	return relation === 'plans' ? psql('select id from plans limit 1')
		: psql(`select filler.id('${relation}', ${rowFor[relation] ?? 11})`);
}

// ---- asking ----

const resolve = (document, value) => value.$ref
	? value.$ref.slice(2).split('/').reduce((at, name) => at[name], document) : value;

async function requests() {
	const document = await get('/api/openapi.json');
	const asked = [];

	for (const [template, item] of Object.entries(document.paths)) {
		if (!item.get || item.get.security?.length === 0) {
			continue;
		}
		const path = fillIn(template);
		const parameters = (item.get.parameters ?? []).map(p => resolve(document, p)).filter(p => p.in === 'query');
		for (const query of await queriesOf(path, parameters)) {
			asked.push({ name: template, path, query, headers: bearer });
		}
	}
	return asked;
}

const mostLinks = 12;

// What means nothing without more than an id.
const needsMore = new Set(['/executions/compare', '/reference/try', '/saved-views/new']);

async function pageRequests() {
	const routes = run(process.env.MUSTER_TEST_COMMAND, ['routes']).split('\n')
		.map(line => line.split(/ +/)).filter(([method, path, role]) => method === 'GET' && role !== 'anyone' && !path.startsWith('/api') && !needsMore.has(path));
	const asked = [];

	for (const [, template] of routes) {
		const path = fillIn(template);
		for (const query of [{}, ...offersIn(await get(path, cookie), path)]) {
			asked.push({ name: template, path, query, headers: cookie });
		}
	}
	return asked;
}

/** What a page offers of itself: the last choice of each filter, and its links with another order or page. */
function offersIn(html, path) {
	const menus = [...html.matchAll(/<select[^>]*id="filter-[^"]*" name="([^"]+)">(.*?)<\/select>/gs)].flatMap(([, name, options]) => {
		const value = [...options.matchAll(/<option[^>]*value="([^"]+)"/g)].at(-1)?.[1];
		return value ? [{ [name]: value }] : [];
	});
	const links = [...html.matchAll(/href="([^"?]*)\?([^"#]+)"/g)]
		.filter(([, to, query]) => (to === '' || to === path) && !query.includes('export='))
		.map(([, , query]) => Object.fromEntries(new URLSearchParams(query.replaceAll('&amp;', '&'))));

	return [...menus, ...links.slice(0, mostLinks)];
}

// ---- measuring ----

const big = new Set();

function* nodesOf(plan) {
	yield plan;
	for (const child of plan.Plans ?? []) {
		yield* nodesOf(child);
	}
}

const rowsFrom = node => (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 1);
const buffersOf = plan => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
const sum = numbers => numbers.reduce((all, one) => all + one, 0);

/** What the servers do by themselves, once a minute. */
const isOfMaintenance = line => /\bprivate\.maintain_/.test(`${line.message} ${line.context ?? ''}`);

/** Statements of a function are logged too; what they read is in the statement that called it. */
function measure(lines) {
	const plans = lines.filter(line => line.message.includes('plan:\n') && !isOfMaintenance(line))
		.map(line => ({ inner: line.context !== undefined, plan: JSON.parse(line.message.split('plan:\n')[1]) }));
	const nodes = plans.flatMap(({ plan }) => [...nodesOf(plan.Plan)]);

	return {
		buffers: sum(plans.filter(({ inner }) => !inner).map(({ plan }) => buffersOf(plan.Plan))),
		removed: sum(nodes.map(node => (node['Rows Removed by Filter'] ?? 0) * node['Actual Loops'])),
		scans: nodes.filter(node => node['Node Type'] === 'Seq Scan' && big.has(node['Relation Name'])).map(node => node['Relation Name']),
		sorted: Math.max(0, ...nodes.filter(node => /Sort$/.test(node['Node Type'])).map(node => sum(node.Plans.map(rowsFrom)))),
		plans,
	};
}

async function ask({ path, query, headers }) {
	let status;
	const address = Object.keys(query).length ? withQuery(path, query) : path;
	const lines = await logOf(async () => {
		const res = await fetch(url + address, { headers, redirect: 'manual' });
		status = res.status;
		await res.arrayBuffer();
	});

	return { status, ...measure(lines) };
}

const shown = ({ name, query }) => {
	const asked = Object.entries(query).filter(([key]) => key !== 'limit')
		.map(([key, value]) => `${key}=${key === 'cursor' ? '…' : value}`);

	return asked.length ? `${name}?${asked.join('&')}` : name;
};

// What reads more, and why it is left so: it is of a noun that a tenant has not so many of, or has a bound of its own.
const known = [
	[/\/executions\?q=/, 'a part of a text: looks at the executions of 31 days'],
	[/\/capabilities\?q=/, 'a part of a text: looks at the capabilities of one agent'],
	[/\/members\?q=/, 'a part of a text: looks at the members of the tenant'],
	[/^\/api\/executions\/\{id\}\/(logs|steps)|^\/executions\/:id$/, 'looks at the logs or steps of one execution', 6000],
	[/[?&]tags=.*&page=1$/, 'a total of what some have: looks several times at ten thousand rows', 45000],
	[/\/executions\?trigger=/, 'looks at the runs of one agent or workflow, until a page is full'],
	[/activity=|status=RUNNING/, 'what an agent does is derived from its runs and the clock: looks at the agents of the tenant'],
	[/(updated|deadline|deleted|startTime|endTime)(After|Before)=/, 'a range of another time than that of the order: looks at the rows until a page is full'],
	[/^\/agents\?projectId|^\/api\/agents\/\{agentId\}\/messages|^\/agents\/:agentId\/messages/, 'two lists in one, by direction'],
	[/^\/(\?|$)|^\/api\/dashboard|^\/api\/usage$|^\/usage/, 'counts the agents of the tenant, or its members and workflows'],
	[/^\/api\/members\?|^\/members\//, 'people are of the installation, members look them up'],
	[/^\/api\/mcp\/registry/, 'has no pages: a thousand servers with their headers', 12000],
	[/^\/api\/llm-keys/, 'looks at the LLM keys of the tenant'],
	[/^\/tasks\?show=mine/, 'one plan for both boards: looks at the tasks of a column'],
	[/^\/tasks($|\?)/, 'a board of 180 cards', 5000],
	[/^\/projects\/:id$/, 'three lists, one of the newest runs of a hundred agents and a hundred workflows', 9000],
	[/^\/tasks\/(new|:id\/edit)|^\/blueprints\/(new|:id\/edit)|^\/audit/, 'offers five hundred agents or two hundred members', 3500],
	[/^\/(agents|workflows|executions)(\?|$)/, 'offers five hundred of each id to filter by', 3000],
];

const bound = ({ query }) => query.page ? mostCounted : most;

function failuresOf(request, { status, buffers, removed, scans }) {
	return [
		...(status >= 400 ? [`answers ${status}`] : []),
		...(buffers > bound(request) ? [`reads ${buffers} buffers`] : []),
		...(removed > mostRemoved ? [`looks at ${removed} rows that it does not show`] : []),
		...scans.map(relation => `scans all of ${relation}`),
	];
}

function verdictOn(request, found) {
	const wrong = failuresOf(request, found);
	const [, reason] = known.find(([pattern, , more = Infinity]) => pattern.test(shown(request)) && found.buffers <= more) ?? [];

	return { isMissed: wrong.length > 0 && !reason, said: wrong.length === 0 ? '' : reason ? `  known: ${reason}${found.status >= 400 ? `; answers ${found.status}` : ''}` : `  MISSED: ${wrong.join(', ')}` };
}

async function measureAll() {
	const asked = [...await requests(), ...await pageRequests()];
	let failures = 0;

	console.log('buffers removed  sorted  request');
	for (const request of asked) {
		const found = await ask(request);
		const { isMissed, said } = verdictOn(request, found);
		const numbers = [found.buffers, found.removed, found.sorted].map(n => String(n).padStart(7)).join(' ');

		console.log(`${numbers}  ${shown(request)}${said}`);
		if (isMissed && process.env.BENCH_PLANS) {
			console.log(JSON.stringify(found.plans.map(({ plan }) => plan)));
		}
		failures += isMissed;
	}
	console.log(`${asked.length} requests, ${failures} of them read more than they may`);
	return failures === 0;
}

if (process.argv[2] === '--fill') {
	await fillAll();
} else {
	const rows = psql("select relname from pg_class where relkind in ('r', 'p') and reltuples > 10000").split('\n');
	rows.forEach(relation => big.add(relation));
	process.exitCode = await withSetting('auto_explain.log_min_duration', '0', measureAll) ? 0 : 1;
}
