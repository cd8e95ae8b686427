// Tool server: an MCP server of the tests, at an address that the instance under test may
// call (MUSTER_OUTBOUND_ALLOW). It answers as it is told, and keeps what it was asked.

import { createServer } from 'node:http';

export const OPEN_ADDRESS = '127.0.0.2';

export const answer = (result, members = {}) => JSON.stringify({ jsonrpc: '2.0', id: 1, result, ...members });

export const tools = [
  { name: 'find_invoice', description: 'Finds an invoice by its number', inputSchema: { type: 'object' } },
  { name: 'pay_invoice' },
];

// handle(req, res, body) says what is answered; { url, asked, close }.
export async function serveTools(handle, address = OPEN_ADDRESS) {
  const asked = [];
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const part of req) body += part;
    asked.push({ method: req.method, url: req.url, headers: req.headers, body });
    handle(req, res, body);
  });
  await new Promise((resolve) => server.listen(0, address, resolve));
  return {
    url: `http://${address}:${server.address().port}`,
    asked,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

// The same for the time of a test: its address.
export async function toolServer(t, handle, address) {
  const server = await serveTools(handle, address);
  t.after(server.close);
  return server;
}

export const say = (status, type, text) => (req, res) => {
  res.writeHead(status, { 'content-type': type });
  res.end(text);
};
