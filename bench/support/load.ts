import { setTimeout as sleep } from 'node:timers/promises';
import { userId } from './office.ts';
import type { SlackDouble } from './slack.ts';

/** What became of a slice of load. Milliseconds; a command that never came back counts as Infinity. */
export interface Load {
  acks: number[];
  /** Until the answer that says what was logged. Empty where answers are not waited for. */
  answers: number[];
}

/** An answer that says that it was logged, and not that something went wrong. */
const isConfirmation = (body: string): boolean =>
  body.includes('activities.undo') || body.includes('"logged');

const GIVE_UP_MS = 20_000;
let turns = 0;

/**
 * Open loop: sends `/log` at a steady rate whatever comes back, then waits for what is outstanding, so that the next slice begins with
 * nothing left of this one.
 */
export async function load(
  slack: SlackDouble,
  options: { perSecond: number; ms: number; answers: boolean },
): Promise<Load> {
  const { perSecond, ms, answers } = options;
  const start = performance.now();
  const acks: Promise<number>[] = [];
  const answered: Promise<number>[] = [];
  const total = Math.round((perSecond * ms) / 1000);
  while (acks.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - start) * perSecond) / 1000));
    while (acks.length < due) {
      turns += 1;
      const sent = slack.command({ userId: userId(turns), command: '/log', text: '3 calls with Acme' });
      acks.push(orNever(sent.acked));
      if (answers)
        answered.push(
          orNever(sent.answered.then(({ ms: took, body }) => (isConfirmation(body) ? took : Infinity))),
        );
    }
    await sleep(1);
  }
  return { acks: await Promise.all(acks), answers: await Promise.all(answered) };
}

function orNever(result: Promise<number>): Promise<number> {
  const limit = AbortSignal.timeout(GIVE_UP_MS);
  return Promise.race([
    result,
    new Promise<number>((resolve) => limit.addEventListener('abort', () => resolve(Infinity))),
  ]);
}
