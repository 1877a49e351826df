import type { Json } from './contract.ts';

/** A JSON object, the shape of nearly all that Slack and apps exchange. */
export type JsonObject = { [key: string]: Json };

/** Whether the value is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parsed text, or undefined where it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The string under `key`, or '' where it is missing or something else. */
export function textOf(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

/** The object under `key`, or an empty one. */
export function objectOf(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

/** The objects of the array under `key`; other items are left out. */
export function objectsOf(object: JsonObject, key: string): JsonObject[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The strings of the array under `key`; other items are left out. */
export function stringsOf(object: JsonObject, key: string): string[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A plain JSON copy: what a reader over the network would see (undefined properties vanish). */
export function toJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}

type Some<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The object without its undefined properties, for optional fields under `exactOptionalPropertyTypes`. */
export function some<T extends object>(object: T): Some<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Some<T>;
}
