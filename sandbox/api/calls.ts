import type { Call, Json } from '../contract.ts';

/** The last calls and payloads, for the page's inspector. */
export interface CallLog {
  all(): Call[];
  /** Keeps the call, without its tokens, and tells whoever watches. */
  add(call: Omit<Call, 'id' | 'at'>): void;
  watch(listener: (call: Call) => void): void;
  /** A call of the app has come; what is answered ends it. */
  begin(): () => void;
  /** Calls that have come and have no end yet, also where nobody waits for their answer any more. */
  underWay(): number;
}

const KEEP = 500;
const LONGEST_TEXT = 4_000;

export function createCallLog(): CallLog {
  const calls: Call[] = [];
  let listener: (call: Call) => void = () => undefined;
  let serial = 0;
  let open = 0;
  return {
    all: () => calls,
    add(call) {
      serial += 1;
      const kept: Call = {
        ...call,
        id: serial,
        at: new Date().toISOString(),
        request: blank(call.request),
        response: blank(call.response),
      };
      calls.push(kept);
      if (calls.length > KEEP) calls.shift();
      listener(kept);
    },
    watch(next) {
      listener = next;
    },
    begin() {
      open += 1;
      return () => {
        open -= 1;
      };
    },
    underWay: () => open,
  };
}

const SECRET_KEYS = new Set(['token', 'client_secret', 'code', 'ticket', 'access_token', 'refresh_token']);
const SECRET_TEXT =
  /\bx(?:ox[a-z]|app)-[\w-]+|(?<=[?&]ticket=)[\w-]+|(?<=\/response\/)\w+|(?<=\/upload\/)\w+/g;

/** A copy in which tokens, tickets and secret addresses are blanked, and long text is cut. */
export function blank(value: Json): Json {
  if (typeof value === 'string') {
    const text = value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
    return text.replace(SECRET_TEXT, '•••');
  }
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      SECRET_KEYS.has(key) && typeof inner === 'string' ? '•••' : blank(inner),
    ]),
  );
}
