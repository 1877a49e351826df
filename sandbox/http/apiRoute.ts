import { callMethod } from '../api/call.ts';
import type { Fault } from '../api/faults.ts';
import { type JsonObject, textOf } from '../json.ts';
import { worldOfToken } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import { json, type Reply, type Request, readArguments } from './request.ts';

/** `POST /api/<method>`: the Web API, with the faults that were switched on. */
export async function apiRoute(site: Site, request: Request): Promise<Reply> {
  const method = request.path.slice(1).join('/');
  const started = performance.now();
  const args = await readArguments(request);
  if (args === undefined) return json({ ok: false, error: 'invalid_json' });
  const token = request.bearer || textOf(args, 'token');
  const fault = site.faults.take(method);
  const world = worldOfToken(site, token);
  const scopes = scopesOf(site, token);
  const { reply, answer } = await answerWith(fault, scopes, () => callMethod(world, method, token, args));
  site.calls.add({
    direction: 'app→slack',
    name: method,
    ok: answer['ok'] === true,
    ms: Math.round(performance.now() - started),
    request: args,
    response: answer,
  });
  return reply;
}

interface Answered {
  reply: Reply;
  answer: JsonObject;
}

/** The scopes of a good token, as the answer's headers tell them. */
function scopesOf(site: Site, token: string): string[] {
  const found = site.tokens.find(token);
  return found === undefined || found.problem !== undefined ? [] : found.record.scopes;
}

async function answerWith(
  fault: Fault | undefined,
  scopes: string[],
  call: () => Promise<JsonObject>,
): Promise<Answered> {
  switch (fault?.kind) {
    case undefined:
      return normal(scopes, await call());
    case 'rate_limited': {
      const answer = { ok: false, error: 'ratelimited' };
      return { reply: json(answer, 429, { 'retry-after': String(fault.retryAfter) }), answer };
    }
    case 'refused':
      return normal(scopes, { ok: false, error: fault.error });
    case 'fails_before':
      return broken();
    case 'fails_after':
      await call();
      return broken();
    case 'reset_after':
      return { reply: { status: 200, body: '', reset: true }, answer: await call() };
    case 'slow': {
      const answer = await call();
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return normal(scopes, answer);
    }
  }
}

function normal(scopes: string[], answer: JsonObject): Answered {
  const headers: Record<string, string> = scopes.length === 0 ? {} : { 'x-oauth-scopes': scopes.join(',') };
  return { reply: json(answer, 200, headers), answer };
}

function broken(): Answered {
  const answer = { ok: false, error: 'internal_error' };
  return { reply: json(answer, 500), answer };
}
