// Pages: the address of every page, with the rows of the demo data that they need.

import { admin, makeAgent, makeExecution, newName, viewer } from '../http/client.mjs';

async function firstId(path, plural) {
  return (await viewer.get(path)).body[plural][0].id;
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
  const agent = await firstId('/api/agents?sort=name&limit=1', 'agents');
  const fresh = (await makeAgent()).id;
  const drawn = await firstId('/api/agents?q=Refund%20triage&limit=1', 'agents');
  const workflow = (await viewer.get('/api/workflows?limit=1')).body.workflows[0]._id;
  const deleted = (await makeAgent()).id;
  await admin.delete(`/api/agents/${deleted}`);
  const key = (await admin.get('/api/api-keys?limit=1')).body.apiKeys[0].id;
  const view = (await admin.post('/api/saved-views', { noun: 'agents', name: newName('Page'), query: 'status=paused' })).body.savedView.id;
  const entry = (await admin.get('/api/audit-log?noun=agent&limit=1')).body.auditEntries[0].id;

  return [
    '/', '/?range=1h', '/?range=7d', '/?range=30d', '/find', `/find?q=${running.replace(/.$/, '0')}`,
    '/agents', '/agents?status=paused&did=agent-deleted', '/agents?q=nothing-is-called-so', '/agents/new',
    `/agents/${agent}`, `/agents/${fresh}`, `/agents/${deleted}`, '/agents/deleted', '/agents/deleted?q=nothing-is-called-so', `/agents/${agent}/edit`, `/agents/${agent}/delete`,
    '/workflows', '/workflows?status=draft&q=a', '/workflows?q=nothing-is-called-so', `/workflows/${workflow}`, `/workflows/${workflow}?node=4`, `/workflows/${workflow}/delete`,
    `/agents/${drawn}/flowchart`, `/agents/${drawn}/flowchart?node=4`, `/agents/${drawn}/flowchart?version=1`, `/agents/${fresh}/flowchart`,
    '/executions', '/executions?status=failed,timeout&q=a', '/executions?status=running,pending,paused',
    `/executions/${failed}`, `/executions/${failed}?show=payload`, `/executions/${failed}?log=all`,
    `/executions/${completed}`, `/executions/${running}`,
    `/executions/compare?a=${completed}&b=${failed}`, `/executions/compare?a=${completed}&b=${failed}&step=start&pass=0&number=1`,
    `/executions/compare?a=${failed}&b=${running}`, `/executions/compare?a=${failed}&b=${failed}`,
    `/agents?view=${view}&status=active`, '/saved-views/new?noun=executions&query=status%3Dfailed', `/saved-views/${view}/edit`, `/saved-views/${view}/delete`,
    '/keys', '/keys/new', `/keys/${key}/revoke`, '/sessions', '/settings', '/agents/0',
    '/reference?q=api-keys', '/reference?q=nothing-is-called-so',
    '/audit', '/audit?noun=tenant&action=delete', `/audit/${entry}`,
  ];
}
