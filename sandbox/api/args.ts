import type { Json } from '../contract.ts';
import { isObject, type JsonObject, parseJson, textOf } from '../json.ts';
import { refuse } from './refusal.ts';

/** The arguments of a call, whether they came as a form (all strings) or as JSON. */
export type Args = JsonObject;

export const text = textOf;

/** The string under `key`; refused with `invalid_arguments` and Slack's words where it is missing. */
export function required(args: Args, key: string): string {
  const value = textOf(args, key);
  return value === '' ? missing(key) : value;
}

export function missing(key: string): never {
  return refuse('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${key}`] },
  });
}

/** A boolean that forms send as `true`, `1`, `false` or `0`. */
export function flag(args: Args, key: string): boolean {
  const value = args[key];
  return value === true || value === 1 || value === 'true' || value === '1';
}

/** A whole number within the bounds, `fallback` where it is missing. */
export function count(args: Args, key: string, fallback: number, most: number): number {
  const value = Number(args[key]);
  return Number.isInteger(value) && value > 0 ? Math.min(value, most) : fallback;
}

/** A JSON value that forms send as text. Undefined where it is missing, null where the text is no JSON. */
export function structure(args: Args, key: string): Json | undefined {
  const value = args[key];
  if (value === undefined || value === '') return undefined;
  return typeof value === 'string' ? (parseJson(value) ?? null) : value;
}

/** A JSON object that forms send as text; refused where it is something else. */
export function object(args: Args, key: string): JsonObject {
  const value = structure(args, key);
  return isObject(value) ? value : missing(key);
}

/** Comma-separated names, or a JSON array of them. */
export function list(args: Args, key: string): string[] {
  const value = args[key];
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  const parts = typeof value === 'string' ? value.split(',') : [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** One page of a list with Slack's opaque cursor. */
export function paginate<T>(args: Args, all: readonly T[], fallback = 100): { page: T[]; cursor: string } {
  const limit = count(args, 'limit', fallback, 1000);
  const start = offsetOf(textOf(args, 'cursor'));
  const end = start + limit;
  const cursor = end < all.length ? Buffer.from(`offset:${end}`).toString('base64') : '';
  return { page: all.slice(start, end), cursor };
}

/** The number inside a cursor; refused with `invalid_cursor` where it is none of ours. */
export function offsetOf(cursor: string): number {
  if (cursor === '') return 0;
  const match = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return match === null ? refuse('invalid_cursor') : Number(match[1]);
}
