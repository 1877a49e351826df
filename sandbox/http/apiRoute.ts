import { callMethod } from '../api/call.ts';
import type { Fault } from '../api/faults.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { World } from '../world.ts';
import { json, type Reply, type Request, readArguments } from './request.ts';

/** `POST /api/<method>`: the Web API, with the faults that were switched on. */
export async function apiRoute(world: World, request: Request): Promise<Reply> {
  const method = request.path.slice(1).join('/');
  const started = performance.now();
  const args = await readArguments(request);
  if (args === undefined) return json({ ok: false, error: 'invalid_json' });
  const token = request.bearer || textOf(args, 'token');
  const fault = world.faults.take(method);
  const { reply, answer } = await answerWith(world, fault, () => callMethod(world, method, token, args));
  world.calls.add({
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

async function answerWith(
  world: World,
  fault: Fault | undefined,
  call: () => Promise<JsonObject>,
): Promise<Answered> {
  switch (fault?.kind) {
    case undefined:
      return normal(world, await call());
    case 'rate_limited': {
      const answer = { ok: false, error: 'ratelimited' };
      return { reply: json(answer, 429, { 'retry-after': String(fault.retryAfter) }), answer };
    }
    case 'refused':
      return normal(world, { ok: false, error: fault.error });
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
      return normal(world, answer);
    }
  }
}

function normal(world: World, answer: JsonObject): Answered {
  const scopes = { 'x-oauth-scopes': world.manifest.botScopes.join(',') };
  return { reply: json(answer, 200, scopes), answer };
}

function broken(): Answered {
  const answer = { ok: false, error: 'internal_error' };
  return { reply: json(answer, 500), answer };
}
