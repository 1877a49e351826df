import type { Json } from '../contract.ts';
import { isObject, type JsonObject } from '../json.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Where in the payload a check stands, and where it reports. */
export interface Spot {
  /** JSON pointer, e.g. `/blocks/2/accessory/options`. */
  pointer: string;
  surface: Surface;
  report(pointer: string, message: string): void;
  isUsableFile(id: string): boolean;
}

/** Looks at one value and reports what Slack would refuse. */
export type Rule = (value: Json, at: Spot) => void;

export function below(at: Spot, key: string | number): Spot {
  return { ...at, pointer: `${at.pointer}/${key}` };
}

function say(at: Spot, message: string): void {
  at.report(at.pointer, message);
}

/** Text of `min` to `max` characters (1 to unlimited unless said). */
export function string(max = Number.POSITIVE_INFINITY, min = 1): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return say(at, 'must provide a string');
    if (value.length < min) say(at, `must be more than ${min - 1} characters`);
    if (value.length > max) say(at, `must be less than ${max + 1} characters`);
  };
}

/** Text in a form such as a date; `words` says which. */
export function pattern(form: RegExp, words: string): Rule {
  return (value, at) => {
    if (typeof value !== 'string' || !form.test(value)) say(at, words);
  };
}

/** An address of the web of at most 3000 characters. */
export const url: Rule = (value, at) => {
  string(3000)(value, at);
  if (typeof value !== 'string' || value === '' || value.length > 3000) return;
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) say(at, 'invalid url');
};

/** A whole number within the bounds. */
export function integer(min: number, max: number): Rule {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return say(at, 'must provide an integer');
    if (value < min) say(at, `must be greater than ${min - 1}`);
    if (value > max) say(at, `must be less than ${max + 1}`);
  };
}

export const boolean: Rule = (value, at) => {
  if (typeof value !== 'boolean') say(at, 'must provide a boolean');
};

export const number: Rule = (value, at) => {
  if (typeof value !== 'number') say(at, 'must provide a number');
};

export function oneOf(...allowed: string[]): Rule {
  return (value, at) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      say(at, `must be a valid enum value: ${allowed.join(', ')}`);
    }
  };
}

/** A list of `min` to `max` items, each obeying the rule. */
export function array(item: Rule, max = Number.POSITIVE_INFINITY, min = 1): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return say(at, 'must provide an array');
    if (value.length < min) say(at, `no fewer than ${min} items allowed`);
    if (value.length > max) return say(at, `no more than ${max} items allowed`);
    for (const [index, one] of value.entries()) item(one, below(at, index));
  };
}

export interface Shape {
  required?: Record<string, Rule>;
  optional?: Record<string, Rule>;
  /** What no single property can tell. */
  also?: (value: JsonObject, at: Spot) => void;
}

/** An object with these properties and no others. */
export function object(shape: Shape): Rule {
  const { required = {}, optional = {}, also } = shape;
  return (value, at) => {
    if (!isObject(value)) return say(at, 'must provide an object');
    for (const key of Object.keys(required)) {
      if (!(key in value)) say(at, `missing required field: ${key}`);
    }
    for (const [key, inner] of Object.entries(value)) {
      const rule = ownRule(required, key) ?? ownRule(optional, key);
      if (rule === undefined) say(at, `invalid additional property: ${key}`);
      else rule(inner, below(at, key));
    }
    also?.(value, at);
  };
}

function ownRule(rules: Record<string, Rule>, key: string): Rule | undefined {
  return Object.hasOwn(rules, key) ? rules[key] : undefined;
}

/** An object whose `type` picks the shape; the shapes need not repeat `type`. */
export function byType(shapes: Record<string, Shape>): Rule {
  const rules = new Map(
    Object.entries(shapes).map(([type, shape]) => [
      type,
      object({ ...shape, required: { ...shape.required, type: oneOf(type) } }),
    ]),
  );
  return (value, at) => {
    if (!isObject(value)) return say(at, 'must provide an object');
    const type = value['type'];
    if (type === undefined) return say(at, 'missing required field: type');
    const rule = typeof type === 'string' ? rules.get(type) : undefined;
    if (rule === undefined) return say(at, `unsupported type: ${String(type)}`);
    rule(value, at);
  };
}

/** Exactly one of the keys has to be there. */
export function exactlyOne(...keys: string[]): (value: JsonObject, at: Spot) => void {
  return (value, at) => {
    const given = keys.filter((key) => key in value);
    if (given.length === 0) say(at, `missing required field: ${keys[0]}`);
    if (given.length > 1) say(at, 'failed to match all allowed schemas');
  };
}
