import type { Log } from '../../log.ts';

const quietMs = 60_000;

/**
 * Notes requests that are not let in: each is counted, and one of a kind is logged in a minute with how many there were since the one before
 * it, so that nobody fills the log by knocking.
 *
 * @param clock milliseconds since 1970
 */
export function createRefusals(
  log: Log,
  clock: () => number,
  count: (reason: string) => void,
): (reason: string) => void {
  const told = new Map<string, { at: number; since: number }>();
  return (reason) => {
    count(reason);
    const now = clock();
    const last = told.get(reason);
    if (last !== undefined && now - last.at < quietMs) {
      last.since += 1;
      return;
    }
    const more = last === undefined || last.since === 0 ? {} : { sinceTheLast: last.since };
    told.set(reason, { at: now, since: 0 });
    log.warn({ reason, ...more }, 'a request was not let in');
  };
}
