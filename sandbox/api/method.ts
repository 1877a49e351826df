import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import type { Args } from './args.ts';

/** Who calls: the token's kind decides what may be asked. */
export interface Caller {
  kind: 'bot' | 'user' | 'app' | 'none';
  token: string;
  scopes: readonly string[];
}

/** One Web API method. */
export interface Method<Answer extends object = object> {
  /** Which tokens Slack takes here; `any` for all of them, `none` for methods that work without. */
  token: 'bot' | 'app' | 'any' | 'none';
  /** Scopes of which one is enough; a function where it depends on the arguments. */
  scope?: readonly string[] | ((world: World, args: Args) => readonly string[]);
  /** The answer without `ok`; throws a `Refusal`. */
  handler: (world: World, args: Args, caller: Caller) => Answer | Promise<Answer>;
}

export type Methods = Record<string, Method>;

/** A family of methods, each of which answers what Slack's types say (answers.ts). */
export type Family<Prefix extends string> = {
  [Name in keyof Answers as Name extends `${Prefix}.${string}` ? Name : never]: Method<Answers[Name]>;
};
