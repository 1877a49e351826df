import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import type { Args } from './args.ts';
import type { Caller, Method } from './method.ts';
import { Refusal, refuse } from './refusal.ts';
import { METHODS } from './registry.ts';

/** Runs one Web API call: token, scope, handler. The answer is Slack's, with `ok`. */
export async function callMethod(world: World, name: string, token: string, args: Args): Promise<JsonObject> {
  try {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (method === undefined) return refuse('unknown_method', { req_method: name });
    const caller = identify(world, token, method);
    assertScope(world, method, args);
    return { ok: true, ...(await method.handler(world, args, caller)) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.code, ...error.details };
    throw error;
  }
}

function identify(world: World, token: string, method: Method): Caller {
  const { botToken, appToken } = world.installation;
  const kind = token === botToken ? 'bot' : token === appToken ? 'app' : undefined;
  if (kind === undefined && method.token === 'none') return { kind: 'none' };
  if (token === '') return refuse('not_authed');
  if (kind === undefined) return refuse('invalid_auth');
  if (method.token !== 'none' && kind !== method.token) return refuse('not_allowed_token_type');
  return { kind };
}

function assertScope(world: World, method: Method, args: Args): void {
  const { scope } = method;
  if (scope === undefined) return;
  const needed = typeof scope === 'function' ? scope(world, args) : scope;
  const provided = world.manifest.botScopes;
  // A list of several kinds needs all of their scopes; the alternatives of a method need one.
  const isEnough = typeof scope === 'function' ? needed.every(has) : needed.some(has);
  if (!isEnough) {
    const lacking = needed.filter((one) => !has(one));
    refuse('missing_scope', { needed: lacking.join(','), provided: provided.join(',') });
  }
  function has(one: string): boolean {
    return provided.includes(one);
  }
}
