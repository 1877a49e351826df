import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import type { Message, View } from '../../sandbox/contract.ts';
import { type Driver, directMessage, messagesOf } from '../../sandbox/driver.ts';
import { sendPending } from '../../src/platform/jobs/send.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { textsOf } from './office.ts';
import { PATIENCE_MS } from './patience.ts';

/**
 * The newest direct message that a person has from the app and that says so, once it is there. A second message to the same person within a
 * second goes by the outbox, which nobody works off in an office: this does.
 */
export async function hears(deps: Deps, driver: Driver, words: RegExp | string): Promise<Message> {
  const channel = await directMessage(driver);
  const says = ({ text, blocks }: Message): boolean => {
    const all = `${text}\n${textsOf(blocks)}`;
    return typeof words === 'string' ? all.includes(words) : words.test(all);
  };
  for (const end = performance.now() + PATIENCE_MS; ; ) {
    const found = (await messagesOf(driver, channel)).findLast(says);
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`never heard ${words}`);
    await sendPending(deps);
    await sleep(30);
  }
}

/** Waits until a check no longer fails, and answers what it answers. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: 50 });

/** The newest message or private answer on somebody's page that says so. */
export const answered = (driver: Driver, containing: string): Promise<Message> =>
  driver.waitFor(containing, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].findLast((one) =>
      `${one.text}\n${textsOf(one.blocks)}`.includes(containing),
    ),
  );

/** The modal that somebody sees and that says so. */
export const modal = (driver: Driver, containing: string): Promise<View> =>
  driver.waitFor(
    `a modal with ${containing}`,
    ({ modals }) => modals.findLast((view) => textsOf(view.blocks).includes(containing)),
    PATIENCE_MS,
  );

/** The modal that somebody sees and that has so anywhere in it: in its title, its words or what its fields hold. */
export const modalHolding = (driver: Driver, containing: string): Promise<View> =>
  driver.waitFor(
    `a modal holding ${containing}`,
    ({ modals }) => modals.findLast((view) => JSON.stringify(view).includes(containing)),
    PATIENCE_MS,
  );

/** The newest message on somebody's page, in a channel or a thread, that says so, once it was sent. */
export const posted = (deps: Deps, driver: Driver, containing: string): Promise<Message> =>
  eventually(async () => {
    await sendPending(deps);
    const found = driver.seen.messages.findLast((one) => textsOf(one.blocks).includes(containing));
    if (found === undefined) throw new Error(`never posted: ${containing}`);
    return found;
  });
