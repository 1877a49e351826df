import {
  Agent,
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Log } from '../../log.ts';

/** Longer than anything that the app serves. */
const patienceMs = 30_000;
/** Said for one connection alone. */
const ofTheConnection = new Set([
  ...[
    'connection',
    'keep-alive',
    'proxy-connection',
    'transfer-encoding',
    'te',
    'trailer',
    'upgrade',
    'expect',
  ],
]);

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheConnection.has(name)));
}

/**
 * Passes requests that are not Slack's to the app, and its answers back. Each on a connection of its own, and a body only where the method
 * has one: bytes that somebody adds to a request never become another request.
 */
export function passToApp(
  appSocket: string,
  log: Log,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const answered = Promise.withResolvers<IncomingMessage>();
    const { method = 'GET', url: path = '/', headers } = request;
    // Closed by us alone, once the answer is here: an app that closed first might do so while the end of a body is still being sent.
    const agent = new Agent({ keepAlive: true });
    const asked = { socketPath: appSocket, agent, timeout: patienceMs, method, path };
    const outgoing = ask({ ...asked, headers: passedOn(headers) }, answered.resolve);
    outgoing.on('timeout', () => outgoing.destroy(new Error('the app did not answer in time')));
    outgoing.on('error', answered.reject);
    response.on('close', () => outgoing.destroy());
    if (method === 'POST') void pipeline(request, outgoing).catch(answered.reject);
    else outgoing.end();
    try {
      const answer = await answered.promise;
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      await pipeline(answer, response);
    } catch (error) {
      log.warn({ err: error }, 'a request could not be passed to the app');
      if (response.headersSent) response.destroy();
      else response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end('Pacer is busy.');
    } finally {
      agent.destroy();
    }
  };
}
