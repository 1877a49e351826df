import { ErrorCode } from '@slack/web-api';

/** Why a call failed, as far as the caller's next step depends on it (reliability.md § 3). */
export type Failure =
  | { kind: 'retry'; afterMs: number; error: string }
  /** Slack refused it for good; somebody must be told. */
  | { kind: 'refused'; error: string }
  /** The installation is gone. */
  | { kind: 'dead'; error: string }
  /** It may or may not have been done. */
  | { kind: 'doubtful'; error: string };

const dead = new Set(['token_revoked', 'account_inactive', 'invalid_auth', 'token_expired', 'not_authed']);
/** Words of a server that failed, not of one that refused: internal_error, fatal_error, service_unavailable and their like. */
const unsure = /_(error|timeout|unavailable)$/;
/** No connection came about, so that Slack has seen nothing. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Statuses of whoever did not look at the call at all: no such method, no such address, too large. */
const refusing = new Set([400, 401, 403, 404, 405, 410, 413, 415, 501]);
const againMs = 5_000;
/** Slack took notice and did nothing: for now it is too much, or something is under repair. */
const notNow = new Set([
  ...['ratelimited', 'rate_limited', 'message_limit_exceeded', 'request_timeout'],
  ...['team_added_to_org', 'org_login_required'],
]);
const notNowMs = 30_000;

/** A step before the post failed. It can be repeated without harm: whatever became of it, nothing was posted. */
export class NothingSent extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The app was removed from the workspace, or its installation is dead: there is no token to call Slack with. */
export class InstallationGone extends Error {
  constructor(workspaceId: string) {
    super(`Pacer is not installed in the workspace ${workspaceId}`);
  }
}

/** Sorts an error of a Slack call by what to do next. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NothingSent) return surelyUnsent(failureOf(error.cause));
  if (error instanceof InstallationGone) return { kind: 'dead', error: 'not_installed' };
  if (!(error instanceof Error)) return { kind: 'doubtful', error: String(error) };
  const code = 'code' in error ? error.code : undefined;
  if (code === ErrorCode.RateLimitedError) return rateLimited('retryAfter' in error ? error.retryAfter : 30);
  if (code === ErrorCode.PlatformError && 'data' in error) {
    const { error: name = '' } = error.data as { error?: unknown };
    // A page, or nothing, instead of an answer: something stands between, and who knows what became of the call.
    if (typeof name !== 'string' || !/^[\w.:-]{1,80}$/.test(name))
      return { kind: 'doubtful', error: 'unreadable_answer' };
    if (notNow.has(name)) return { kind: 'retry', afterMs: notNowMs, error: name };
    if (unsure.test(name)) return { kind: 'doubtful', error: name };
    return { kind: dead.has(name) ? 'dead' : 'refused', error: name };
  }
  // A 429 without the time to wait: the client knows no code for it.
  if (error.message.startsWith('Retry header')) return rateLimited(undefined);
  const status = code === ErrorCode.HTTPError && 'statusCode' in error ? Number(error.statusCode) : 0;
  if (refusing.has(status)) return { kind: 'refused', error: `http_${status}` };
  const reason = codesOf(error).find((one) => notSent.has(one));
  if (reason !== undefined) return { kind: 'retry', afterMs: againMs, error: reason };
  return { kind: 'doubtful', error: error.message };
}

function surelyUnsent(failure: Failure): Failure {
  return failure.kind === 'doubtful' ? { kind: 'retry', afterMs: againMs, error: failure.error } : failure;
}

/** What is said to wait for may be nothing at all, or longer than anybody waits. Seconds. */
const WAITS = { least: 1, usual: 30, most: 60 * 60 } as const;

function rateLimited(retryAfter: unknown): Failure {
  const said = Number(retryAfter);
  const seconds = Number.isFinite(said) ? Math.min(Math.max(said, WAITS.least), WAITS.most) : WAITS.usual;
  return { kind: 'retry', afterMs: seconds * 1000, error: 'ratelimited' };
}

/** The system's words for what went wrong: Slack's client wraps fetch's error, which wraps that of the connection. */
function codesOf(error: Error): string[] {
  const inner = 'original' in error ? error.original : error.cause;
  const own = 'code' in error ? [String(error.code)] : [];
  return inner instanceof Error ? [...own, ...codesOf(inner)] : own;
}

/** What Slack's answer must have. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`Slack's answer lacks ${what}`);
  return value;
}
