import { type JsonObject, toJson } from '../json.ts';
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
    assertScope(world, method, args, caller.scopes);
    return { ok: true, ...(toJson(await method.handler(world, args, caller)) as JsonObject) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.code, ...error.details };
    throw error;
  }
}

function identify({ site }: World, token: string, method: Method): Caller {
  const found = site.tokens.find(token);
  const isApp = token !== '' && token === site.app.appToken;
  const kind = isApp ? 'app' : found?.record.kind;
  if (method.token === 'none') return { kind: kind ?? 'none', token, scopes: [] };
  if (token === '') return refuse('not_authed');
  if (kind === undefined) return refuse('invalid_auth');
  if (found?.problem !== undefined) return refuse(found.problem);
  if (method.token !== 'any' && kind !== method.token) return refuse('not_allowed_token_type');
  return { kind, token, scopes: found?.record.scopes ?? [] };
}

function assertScope(world: World, method: Method, args: Args, provided: readonly string[]): void {
  const { scope } = method;
  if (scope === undefined) return;
  const needed = typeof scope === 'function' ? scope(world, args) : scope;
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
