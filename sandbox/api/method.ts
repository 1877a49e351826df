import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import type { Args } from './args.ts';

/** Who calls: the token's kind decides what may be asked. */
export interface Caller {
  kind: 'bot' | 'app' | 'none';
}

/** One Web API method. */
export interface Method {
  /** Which tokens Slack takes here; `none` for methods that work without. */
  token: 'bot' | 'app' | 'none';
  /** Scopes of which one is enough; a function where it depends on the arguments. */
  scope?: readonly string[] | ((world: World, args: Args) => readonly string[]);
  /** The answer without `ok`; throws a `Refusal`. */
  handler: (world: World, args: Args, caller: Caller) => JsonObject | Promise<JsonObject>;
}

export type Methods = Record<string, Method>;
