import { Refusal } from '../api/refusal.ts';
import { respond } from '../app/respond.ts';
import { isObject, type JsonObject, parseJson, textOf } from '../json.ts';
import { worldOfResponse } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import { json, type Reply, type Request, readArguments } from './request.ts';

/** `POST /response/<secret>`: what an app says to a `response_url`. Whatever is refused is not a 2xx, so that `respond()` throws. */
export async function responseRoute(site: Site, request: Request): Promise<Reply> {
  const given = await readArguments(request);
  const form = given === undefined ? undefined : parseJson(textOf(given, 'payload'));
  const args = isObject(form) ? form : given;
  const started = performance.now();
  const answer = args === undefined ? refused('invalid_payload') : act(site, request.path[1] ?? '', args);
  site.calls.add({
    direction: 'app→slack',
    name: 'response_url',
    ok: answer.status === 200,
    ms: Math.round(performance.now() - started),
    request: args ?? {},
    response: answer.body,
  });
  return answer.status === 200 ? { status: 200, body: 'ok' } : json(answer.body, answer.status);
}

interface Outcome {
  status: number;
  body: JsonObject;
}

function refused(error: string, status = 400): Outcome {
  return { status, body: { ok: false, error } };
}

function act(site: Site, secret: string, args: JsonObject): Outcome {
  const world = worldOfResponse(site, secret) ?? site.worlds[0];
  const target = world.responseUrls.use(secret);
  if (typeof target === 'string') return refused(target, 404);
  try {
    respond(world, target, args);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: 400, body: { ok: false, error: error.code, ...error.details } };
  }
}
