import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** A Slack-like id such as `U07K2M9QX4B`: the prefix tells the kind. */
export function newId(prefix: string, length = 10): string {
  return prefix + Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '0').join('');
}

/** An unguessable lower-case hexadecimal string of `bytes` random bytes. */
export function newSecret(bytes = 16): string {
  return randomBytes(bytes).toString('hex');
}

/** A short id such as Slack gives to a block that came without `block_id`. */
export function newBlockId(): string {
  return randomBytes(5).toString('base64url').slice(0, 5);
}

/**
 * Hands out message timestamps (`1763895570.123456`, seconds and microseconds): unique, strictly increasing even when the
 * clock stands still or goes back, and after `newest` of an earlier run.
 */
export function createTsSource(now: () => number): { next(): string; seen(newest: string): void } {
  let last = 0;
  return {
    next() {
      last = Math.max(last + 1, now() * 1000);
      return formatTs(last);
    },
    seen(newest) {
      last = Math.max(last, Math.round(Number(newest) * 1e6));
    },
  };
}

function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  return `${seconds}.${String(micros - seconds * 1e6).padStart(6, '0')}`;
}
