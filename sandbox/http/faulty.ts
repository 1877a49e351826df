import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../api/faults.ts';
import { json, type Reply } from './request.ts';

/** Answers a call of the app as the fault has it. */
export async function faulty(fault: Fault | undefined, call: () => Reply | Promise<Reply>): Promise<Reply> {
  switch (fault?.kind) {
    case 'rate_limited':
      return tooMany(fault.retryAfter);
    case 'refused':
      return json({ ok: false, error: fault.error });
    case 'is_archived':
    case 'not_in_channel':
    case 'user_disabled':
    case 'restricted_action':
    case 'token_revoked':
    case 'account_inactive':
    case 'invalid_auth':
      return json({ ok: false, error: fault.kind });
    case 'fails_before':
      return broken();
    case 'fails_after':
      await call();
      return broken();
    case 'reset_before':
      return { status: 0, body: '', reset: true };
    case 'reset_after':
      return { ...(await call()), reset: true };
    case 'slow_before':
    case 'slow_ticket':
      await pause(fault.ms);
      return call();
    case 'slow': {
      const reply = await call();
      await pause(fault.ms);
      return reply;
    }
    default:
      return call();
  }
}

/** 429, with the whole seconds to wait. */
export function tooMany(seconds: number): Reply {
  return json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(seconds) });
}

function broken(): Reply {
  return json({ ok: false, error: 'internal_error' }, 500);
}
