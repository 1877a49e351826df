import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ListenOptions } from 'node:net';
import type { Log } from '../../log.ts';
import type { HttpRoute } from '../../route.ts';

/** The app's own HTTP server: Slack's requests in HTTP mode, installation, health, figures. */
export interface WebServer {
  /** Resolves with the port (0 on a Unix socket); throws where it is taken or not ours to use. */
  start(): Promise<number>;
  /** Takes no new connection; resolves when the requests under way are answered, at the latest after the limit. */
  stop(limitMs: number): Promise<void>;
  isListening(): boolean;
}

/** Longer than the proxies before it keep a connection, so that none is closed while a request is on its way. */
const keepAliveMs = 65_000;
const requestMs = 15_000;
/** How often what takes too long is looked for: Node's own 30 s would triple the limit. */
const lookMs = 3_000;
/** Slack needs a few dozen. Beyond it new ones are closed, so that nobody takes the process's files by opening connections. */
const mostConnections = 1_000;
const sweepMs = 50;

/** A TCP address, or a Unix socket. */
type Place = { host: string; port: number } | { socketPath: string };
type Handle = HttpRoute['handle'];

const nothingHere: Handle = async (_, response) => plain(response, 404, 'Nothing is served here.');

/**
 * Serves the routes on one address, or on a Unix socket. A handler that throws is answered with 500 and logged.
 *
 * @param elsewhere what answers at addresses that no route has
 */
export function createWebServer(
  place: Place,
  routes: readonly HttpRoute[],
  log: Log,
  elsewhere: Handle = nothingHere,
): WebServer {
  const byPath = new Map<string, Map<string, HttpRoute>>();
  for (const route of routes) {
    const methods = byPath.get(route.path) ?? new Map<string, HttpRoute>();
    if (methods.has(route.method)) throw new Error(`${route.method} ${route.path} is served twice`);
    byPath.set(route.path, methods.set(route.method, route));
  }
  const server = createServer(
    {
      keepAliveTimeout: keepAliveMs,
      requestTimeout: requestMs,
      headersTimeout: requestMs,
      connectionsCheckingInterval: lookMs,
    },
    (request, response) => void dispatch(byPath, elsewhere, log, request, response),
  );
  server.maxConnections = mostConnections;
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(addressOf(place), () => {
          server.off('error', reject);
          server.on('error', (error) => log.error({ err: error }, 'the HTTP server had trouble'));
          const address = server.address();
          resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
        });
      }),
    isListening: () => server.listening,
    stop: (limitMs) =>
      new Promise((resolve) => {
        if (!server.listening) return resolve();
        const limit = setTimeout(() => server.closeAllConnections(), limitMs);
        // Connections that are kept alive become idle one by one, when their last request is answered.
        const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
        server.close(() => {
          clearTimeout(limit);
          clearInterval(sweep);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function dispatch(
  byPath: ReadonlyMap<string, ReadonlyMap<string, HttpRoute>>,
  elsewhere: Handle,
  log: Log,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request);
  const methods = byPath.get(path);
  // Node sends the headers of an answer to HEAD and leaves the body out.
  const route = methods?.get(request.method === 'HEAD' ? 'GET' : (request.method ?? ''));
  try {
    if (route !== undefined) await route.handle(request, response);
    else if (methods === undefined) await elsewhere(request, response);
    else plain(response, 405, 'Not this way.', { allow: [...methods.keys()].join(', ') });
  } catch (error) {
    // Whoever hangs up in the middle of a request has no answer to wait for, and is no trouble of ours.
    if (request.destroyed && !request.complete) return log.debug({ path }, 'a request was broken off');
    log.error({ err: error, path }, 'a request failed');
    if (response.headersSent) response.destroy();
    else plain(response, 500, 'Something went wrong on our side.');
  }
}

function addressOf(place: Place): ListenOptions {
  return 'socketPath' in place ? { path: place.socketPath } : { host: place.host, port: place.port };
}

function pathOf(request: IncomingMessage): string {
  const url = URL.parse(request.url ?? '/', 'http://localhost');
  return url?.pathname ?? '/';
}

function plain(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text);
}
