import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mark } from '../api/faults.ts';
import { controlRoute } from '../control.ts';
import { oauthRoute } from '../oauth/route.ts';
import { scimRoute } from '../scim/route.ts';
import { worldOfFile, worldOfResponse } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import { apiRoute } from './apiRoute.ts';
import { faulty } from './faulty.ts';
import { fileRoute, uploadRoute } from './fileRoutes.ts';
import { pageRoute } from './pageRoutes.ts';
import { BodyTooLarge, isLocal, plain, type Reply, type Request, readRequest, send } from './request.ts';
import { responseRoute } from './responseRoute.ts';
import { staticRoute } from './staticRoute.ts';

type Route = (site: Site, request: Request) => Reply | Promise<Reply>;

/** First part of the path → who answers. */
const ROUTES: Record<string, Route> = {
  api: apiRoute,
  upload: underFaults(uploadMark, uploadRoute),
  files: fileRoute,
  response: underFaults(responseMark, responseRoute),
  scim: scimRoute,
  sandbox: controlRoute,
  page: pageRoute,
  oauth: oauthRoute,
};

/** Addresses besides the Web API that a fault may strike too, by what they are about. */
function underFaults(markOf: (site: Site, request: Request) => Mark, run: Route): Route {
  return (site, request) => faulty(site.faults.take(markOf(site, request)), () => run(site, request));
}

function uploadMark(site: Site, { path }: Request): Mark {
  const team = worldOfFile(site, path[2] ?? '')?.installation.teamId ?? '';
  return { on: 'call', names: ['upload'], channel: '', team };
}

function responseMark(site: Site, { path }: Request): Mark {
  const world = worldOfResponse(site, path[1] ?? '');
  const channel = world?.responseUrls.find(path[1] ?? '')?.channel ?? '';
  return { on: 'call', names: ['response_url'], channel, team: world?.installation.teamId ?? '' };
}

/** Answers one HTTP request. */
export async function route(site: Site, raw: IncomingMessage, response: ServerResponse): Promise<void> {
  send(response, await answer(site, raw));
}

async function answer(site: Site, raw: IncomingMessage): Promise<Reply> {
  if (!isLocal(raw)) return plain('This server answers to its own machine only.', 403);
  const request = readRequest(raw);
  if (request === undefined) return plain('bad request', 400);
  const handler = ROUTES[request.path[0] ?? ''];
  try {
    return handler === undefined ? staticRoute(request.path) : await handler(site, request);
  } catch (error) {
    if (error instanceof BodyTooLarge) return plain('too large', 413);
    console.error('sandbox: request failed', request.method, request.path.join('/'), error);
    return plain('internal error', 500);
  }
}
