/**
 * Everything that can be made to go wrong, as one closed list: the control verb `fault` takes its kinds and fields, and the page's
 * inspector offers them. No imports, so that the page can read it too.
 *
 * `on` tells what a fault strikes: a call of the app (`call`), a payload on its way to the app (`delivery`), or the sockets, at once
 * (`sockets`).
 */
export const FAULT_FIELDS = {
  method: {
    type: 'text',
    default: '*',
    about:
      'Calls: a Web API method, `response_url` or `upload`. Deliveries: `slash_commands`, `interactive`, `events_api`, or what it is about (`/log`, `block_actions`, an action, callback or event). `*`: all',
  },
  channel: { type: 'text', default: '', about: 'Only in this channel (id); empty: anywhere' },
  team: { type: 'text', default: '', about: 'Only in this workspace (id); empty: in all' },
  times: { type: 'number', default: 1, min: 0, about: 'How many it strikes; 0: until it is cleared' },
  probability: { type: 'number', default: 1, min: 0, max: 1, about: 'With which chance it strikes' },
  seed: { type: 'number', default: 1, min: 0, about: 'The same seed strikes the same ones' },
  retryAfter: { type: 'number', default: 1, min: 0, about: 'Seconds in `Retry-After`' },
  ms: { type: 'number', default: 1_000, about: 'Milliseconds' },
  error: { type: 'text', default: 'internal_error', about: 'Slack’s word' },
  copies: { type: 'number', default: 2, min: 2, max: 12, about: 'How often it is delivered' },
  newEventId: { type: 'flag', default: false, about: 'Copies of an event have other event ids' },
  count: { type: 'number', default: 10, min: 1, max: 10, about: 'How many sockets' },
} as const;

export type FaultField = keyof typeof FAULT_FIELDS;
type ValueOf<Type> = Type extends 'text' ? string : Type extends 'number' ? number : boolean;
export type FaultSettings = { [K in FaultField]: ValueOf<(typeof FAULT_FIELDS)[K]['type']> };

interface Kind {
  on: 'call' | 'delivery' | 'sockets';
  about: string;
  /** Besides those that every fault of its sort has. */
  fields: readonly FaultField[];
  /** Where they differ from the fields' own. */
  defaults?: Partial<FaultSettings>;
}

const refusedPost = (about: string): Kind => ({
  on: 'call',
  about,
  fields: [],
  defaults: { method: 'chat.postMessage' },
});

export const FAULTS = {
  rate_limited: { on: 'call', about: '429 with `Retry-After`, no effect', fields: ['retryAfter'] },
  fails_before: { on: 'call', about: '500 without the effect', fields: [] },
  fails_after: { on: 'call', about: '500 after the effect', fields: [] },
  reset_before: { on: 'call', about: 'The connection is reset without the effect', fields: [] },
  reset_after: { on: 'call', about: 'The connection is reset after the effect', fields: [] },
  slow: { on: 'call', about: 'The effect at once, the answer after `ms`', fields: ['ms'] },
  slow_before: { on: 'call', about: 'Effect and answer after `ms`', fields: ['ms'] },
  refused: { on: 'call', about: '`ok: false` with `error`, no effect', fields: ['error'] },
  is_archived: refusedPost('The channel is archived'),
  not_in_channel: refusedPost('The app is not in the channel'),
  user_disabled: refusedPost('The person was deactivated'),
  restricted_action: refusedPost('A workspace setting forbids it'),
  token_revoked: { on: 'call', about: 'The app was removed from the workspace', fields: [] },
  account_inactive: { on: 'call', about: 'The workspace or its bot was switched off', fields: [] },
  invalid_auth: {
    on: 'call',
    about: 'The token is refused, by default when a socket is asked for',
    fields: [],
    defaults: { method: 'apps.connections.open' },
  },
  slow_ticket: {
    on: 'call',
    about: 'The address of a socket comes late',
    fields: ['ms'],
    defaults: { method: 'apps.connections.open', ms: 10_000 },
  },
  duplicate: {
    on: 'delivery',
    about: 'Delivered `copies` times at the same moment, each to another socket',
    fields: ['copies', 'newEventId'],
  },
  reorder: {
    on: 'delivery',
    about: 'Held back until the next one has been taken, at most `ms`',
    fields: ['ms'],
  },
  delay: { on: 'delivery', about: 'Delivered `ms` late', fields: ['ms'] },
  drop_ack: { on: 'delivery', about: 'The acknowledgement is lost', fields: [] },
  skewed: {
    on: 'delivery',
    about: 'HTTP: signed as if sent `ms` later (negative: earlier)',
    fields: ['ms'],
    defaults: { ms: -360_000 },
  },
  forged: { on: 'delivery', about: 'HTTP: signed with another secret', fields: [] },
  zombie: {
    on: 'sockets',
    about: 'Sockets stay open but nothing comes through any more, no pongs either, until it is cleared',
    fields: ['count'],
  },
  cut: { on: 'sockets', about: 'Sockets are cut without a close frame', fields: ['count'] },
  app_rate_limited: {
    on: 'sockets',
    about: 'Slack says that it delivers too many events to the app (over HTTP to its events URL)',
    fields: [],
  },
} as const satisfies Record<string, Kind>;

export type FaultKind = keyof typeof FAULTS;
export type FaultOn = Kind['on'];

export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

const SHARED = {
  call: ['method', 'channel', 'team', 'times', 'probability', 'seed'],
  delivery: ['method', 'channel', 'team', 'times', 'probability', 'seed'],
  sockets: [],
} as const satisfies Record<FaultOn, readonly FaultField[]>;

/** The list for people and programs: every kind with its fields and their defaults. */
export function describeFaults() {
  return FAULT_KINDS.map((kind) => {
    const { on, about, fields, defaults }: Kind = FAULTS[kind];
    return {
      kind,
      on,
      about,
      fields: [...SHARED[on], ...fields].map((name) => ({
        name,
        ...FAULT_FIELDS[name],
        default: defaults?.[name] ?? FAULT_FIELDS[name].default,
      })),
    };
  });
}

/** All settings of a fault: what was given, else the kind's own, else the field's. */
export function settingsOf(kind: FaultKind, given: Partial<FaultSettings>): FaultSettings {
  const usual = Object.fromEntries(
    Object.entries(FAULT_FIELDS).map(([name, field]) => [name, field.default]),
  ) as FaultSettings;
  const own: Kind = FAULTS[kind];
  return { ...usual, ...own.defaults, ...given };
}
