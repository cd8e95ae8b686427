// Pages: the address of every page, with the rows of the demo data that they need.

import { admin, makeAgent, makeExecution, newName, operator, unknownId, viewer } from '../http/client.mjs';
import { newTenant } from '../http/command.mjs';

async function firstId(path, plural) {
  return (await viewer.get(path)).body[plural][0].id;
}

// An import that has ended, with a document that was taken and one that was not.
async function anImport() {
  const part = (name, text) => `--b\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n${text}\r\n`;
  const flow = JSON.stringify({ id: 'seen', name: 'Seen flow', nodes: [{ id: '1', name: 'Go', type: 'n8n-nodes-base.manualTrigger', position: [0, 0], parameters: {} }], connections: {} });
  const made = await operator.post('/api/import', `${part('flow.json', flow)}${part('broken.json', '{"a":')}--b--`, { 'content-type': 'multipart/form-data; boundary=b' });
  const { id } = made.body.import;
  for (;;) {
    const { status } = (await viewer.get(`/api/import/${id}`)).body.import;
    if (status === 'completed') return id;
  }
}

// Of pages that need nobody to be signed in.
export const open = [
  '/sign-in', '/sign-in?did=signed-out', '/sign-up', '/forgot-password', '/reset-password?token=none',
  '/join?token=none', '/confirm-email?token=none',
  '/nothing-here',
];

// Of pages for an admin of Harbour Support.
export async function signedIn() {
  const failed = await firstId('/api/executions?status=FAILED&limit=1', 'executions');
  const completed = await firstId('/api/executions?status=SUCCESS&limit=1', 'executions');
  const running = (await makeExecution({ title: 'Under way', status: 'RUNNING' })).id;
  const agent = await firstId('/api/agents?q=Complaint%20reader&limit=1', 'agents');
  const fresh = (await makeAgent()).id;
  const drawn = await firstId('/api/agents?q=Refund%20triage&limit=1', 'agents');
  const capability = await firstId(`/api/agents/${drawn}/capabilities`, 'capabilities');
  const workflow = (await viewer.get('/api/workflows?limit=1')).body.workflows[0]._id;
  const deleted = (await makeAgent()).id;
  await admin.delete(`/api/agents/${deleted}`);
  const key = (await admin.get('/api/api-keys?limit=1')).body.apiKeys[0].id;
  const view = (await admin.post('/api/saved-views', { noun: 'agents', name: newName('Page'), query: 'status=paused' })).body.savedView.id;
  const imported = await anImport();
  const member = await firstId('/api/members?role=operator&limit=1', 'members');
  const invitation = (await admin.post('/api/invitations', { email: `${newName('page').replace(' ', '-')}@members.example` })).body.invitation.id;
  const credential = (await admin.post('/api/credentials',
    { name: 'Search', type: 'mcp-token', provider: 'firecrawl', value: 'fc-0123456789abcdef' })).body.credential.id;
  const mcpServer = await (await admin.get('/api/mcp-servers?q=Parcel&limit=1')).body.mcpServers[0].id;
  const entry = (await admin.get('/api/audit-log?noun=agent&limit=1')).body.auditEntries[0].id;

  const own = (await admin.get('/api/tenants')).body.tenants.find(({ isCurrent }) => isCurrent).id;
  const project = await firstId('/api/projects?q=Support%20desk&limit=1', 'projects');
  const bare = (await operator.post('/api/projects', { name: newName('Bare'), active: false })).body.project.id;

  const blueprint = (await viewer.get('/api/blueprints?q=Refund%20triage&limit=1')).body.blueprints[0].id;
  const review = (await viewer.get('/api/blueprint-reviews?limit=1')).body.blueprintReviews[0].id;
  const ownReview = (await admin.get('/api/blueprint-reviews')).body.blueprintReviews.find(({ isOwn }) => isOwn).id;
  const plan = await firstId('/api/plans', 'plans');
  const usageRecord = await firstId('/api/usage-records?limit=1', 'usageRecords');
  const undrawn = (await admin.post('/api/blueprints', { agentId: fresh })).body.blueprint.id;
  const message = (await viewer.get('/api/messages?correlationId=storm-parcels&limit=1')).body.messages[0].id;
  const toAll = (await viewer.get('/api/messages?correlationId=window&limit=1')).body.messages[0].id;
  const tracer = await firstId('/api/agents?q=Parcel%20tracer&limit=1', 'agents');
  const task = (await admin.get('/api/tasks?q=%22Decide%20which%20complaint%22&limit=1')).body.tasks[0].id;

  return [
    '/projects', '/projects?active=true&q=a', '/projects?q=nothing-is-called-so', '/projects/new',
    `/projects/${project}`, `/projects/${bare}`, `/projects/${project}/edit`, `/projects/${project}/delete`, `/agents?projectId=${project}`,
    '/tasks', '/tasks?show=mine', '/tasks/list', '/tasks/list?status=pending&q=policy', '/tasks/list?q=nothing-is-called-so', '/tasks/new',
    `/tasks/${task}`, `/tasks/${task}/edit`, `/tasks/${task}/delete`,
    '/plans', `/plans/${plan}`, '/saved-views', '/saved-views?noun=agents', `/saved-views/${view}`,
    `/agents/${drawn}/capabilities`, `/agents/${drawn}/capabilities?q=nothing-is-called-so`, `/agents/${drawn}/capabilities/${capability}`,
    `/keys/${key}`, `/keys/${key}/edit`, `/usage/records/${usageRecord}`, `/invitations/${invitation}`,
    '/usage', '/usage?unit=costMicros', '/usage/records', '/usage/records?billingUnit=mails', '/usage/records?billingUnit=none',
    '/blueprints', '/blueprints?kind=workflow', '/blueprints?q=nothing-is-called-so', '/blueprints/own', '/blueprints/new', `/blueprints/new?agentId=${drawn}`,
    `/blueprints/${blueprint}`, `/blueprints/${undrawn}`, `/blueprints/${undrawn}/edit`,
    '/blueprint-reviews', '/blueprint-reviews?blueprintId=00000000-0000-7000-8000-000000000001', '/blueprint-reviews/new', `/blueprint-reviews/${review}`, `/blueprint-reviews/${ownReview}`, `/blueprint-reviews/${ownReview}/edit`, `/blueprint-reviews/${ownReview}/delete`, `/blueprints/${blueprint}/delete`,
    '/messages', '/messages?status=failed&q=stock', '/messages?q=nothing-is-called-so', '/messages/new', `/messages/new?replyTo=${message}`,
    `/messages/${message}`, `/messages/${toAll}`, `/messages/${message}/delete`, `/agents/${tracer}/messages`, `/agents/${fresh}/messages?direction=sent`,
    '/', '/?range=1h', '/?range=7d', '/?range=30d', '/find', `/find?q=${unknownId}`,
    '/agents', '/agents?status=paused&did=agent-deleted', '/agents?q=nothing-is-called-so', '/agents/new',
    `/agents/${agent}`, `/agents/${fresh}`, `/agents/${deleted}`, '/agents/deleted', '/agents/deleted?q=nothing-is-called-so', `/agents/${agent}/edit`, `/agents/${agent}/delete`,
    '/workflows', '/workflows?status=draft&q=a', '/workflows?q=nothing-is-called-so', `/workflows/${workflow}`, `/workflows/${workflow}?node=4`, '/workflows/new', `/workflows/${workflow}/edit`, `/workflows/${workflow}/json`, `/workflows/${workflow}/diff`, '/workflows?isTemplate=true', `/workflows/${workflow}/delete`,
    `/agents/${drawn}/metrics?name=latency&range=30d`, `/agents/${fresh}/metrics`,
    `/agents/${drawn}/configuration`, `/agents/${fresh}/configuration`, `/agents/${drawn}/capabilities/new`,
    `/agents/${drawn}/capabilities/${capability}/edit`, `/agents/${drawn}/capabilities/${capability}/delete`,
    `/agents/${drawn}/flowchart`, `/agents/${drawn}/flowchart?node=4`, `/agents/${drawn}/flowchart?version=1`, `/agents/${fresh}/flowchart`,
    '/executions', '/executions?status=failed,timeout&q=a', '/executions?status=running,pending,paused',
    `/executions/${failed}`, `/executions/${failed}?show=payload`, `/executions/${failed}?log=all`,
    `/executions/${completed}`, `/executions/${running}`,
    `/executions/compare?a=${completed}&b=${failed}`, `/executions/compare?a=${completed}&b=${failed}&step=start&pass=0&number=1`,
    `/executions/compare?a=${failed}&b=${running}`, `/executions/compare?a=${failed}&b=${failed}`,
    `/agents?view=${view}&status=active`, '/saved-views/new?noun=executions&query=status%3Dfailed', `/saved-views/${view}/edit`, `/saved-views/${view}/delete`,
    '/organisations', '/organisations/new', `/organisations/${own}`, `/organisations/${own}/edit`, `/organisations/${own}/leave`,
    '/members', '/members?q=nothing-is-called-so', `/members/${member}`, `/members/${member}/remove`,
    '/invitations', '/invitations/new', `/invitations/${invitation}/revoke`,
    '/credentials', '/credentials?q=nothing-is-called-so', '/credentials/new', `/credentials/${credential}`,
    `/credentials/${credential}/edit`, `/credentials/${credential}/delete`,
    '/mcp-servers', '/mcp-servers?category=data&q=nothing-is-called-so', '/mcp-servers/new', '/mcp-servers/new?from=firecrawl',
    `/mcp-servers/${mcpServer}`, `/mcp-servers/${mcpServer}/edit`, `/mcp-servers/${mcpServer}/delete`,
    '/keys', '/keys/new', `/keys/${key}/revoke`, '/sessions', '/settings', '/agents/0',
    '/reference?q=api-keys', '/reference?q=nothing-is-called-so',
    '/import', `/import/${imported}`,
    '/audit', '/audit?noun=tenant&action=delete', `/audit/${entry}`,
  ];
}

// Of pages for an admin of an organisation in which nothing has happened yet.
export function empty() {
  const tenant = newTenant('admin');

  return { tenant, paths: [
    '/', '/?range=30d', '/projects', '/projects/new', '/credentials', '/saved-views', '/agents', '/agents/new', '/workflows', '/messages', '/executions', '/executions?q=a',
    '/keys', '/keys/new', '/mcp-servers', '/audit', '/sessions', '/settings',
  ] };
}

// What people and programs have been seen to write.
const texts = {
  long: 'Donaudampfschifffahrtsgesellschaft'.repeat(6).slice(0, 200),
  markup: '</title><script>alert(1)</script> "quoted" & \'so\' {{name}} %s %2e',
  turned: '\u05d4\u05e1\u05d5\u05db\u05df \u0627\u0644\u0648\u0643\u064a\u0644 (1)',
  signs: '\ud83d\udc69\u200d\ud83d\udcbb\ud83c\udff3\ufe0f\u200d\ud83c\udf08 Z\u0352\u034c\u0322a\u0321l\u0334g\u0335o',
};

async function flowchartOf(agent, text) {
  const title = text.slice(0, 120);
  const res = await operator.post(`/api/agents/${agent.id}/flowchart`, {
    nodes: [{ id: 'a', type: 'start', title }, { id: 'b', type: 'decision', title }, { id: 'c', type: 'end', title }],
    connections: [{ id: '1', from: 'a', to: 'b', label: title }, { id: '2', from: 'b', to: 'c' }],
  });

  if (res.status !== 201) {
    throw new Error(res.text);
  }
}

async function pagesOf(text) {
  const agent = await makeAgent({
    name: newName('').trim() + text.slice(0, 190), description: text, category: text.slice(0, 80), type: text.slice(0, 80), model: text.slice(0, 90),
    instructions: text, tags: [text.slice(0, 40)], configuration: { [text]: [text, { [text]: text }] },
  });
  const run = await makeExecution({
    agentId: agent.id, title: text, input: { [text]: text }, status: 'RUNNING', logs: [{ level: 'ERROR', message: text, context: { [text]: text } }],
  });
  const failed = await makeExecution({ agentId: agent.id, title: text, status: 'FAILED', error: text });

  await flowchartOf(agent, text);
  return [
    `/agents/${agent.id}`, `/agents/${agent.id}/edit`, `/agents/${agent.id}/delete`, `/agents/${agent.id}/flowchart?node=b`,
    `/executions/${run.id}`, `/executions/${failed.id}`, `/agents?q=${encodeURIComponent(agent.name)}`,
  ];
}

// Of pages that show such texts, and of the lists that they come to.
export async function hostile() {
  const all = [];

  for (const text of Object.values(texts)) {
    all.push(...await pagesOf(text));
  }
  return [...all, '/', '/agents', '/executions', '/executions?status=failed', '/audit'];
}
