import type { Block, Message, View } from '../../../sandbox/contract.ts';
import {
  channelId,
  command,
  type Driver,
  directMessage,
  elementsIn,
  messagesOf,
  press,
  submit,
} from '../../../sandbox/driver.ts';
import { sendPending } from '../../../src/platform/jobs/send.ts';
import type { Handle, Office } from '../../support/office.ts';

/** What people do, each in a way that works in any state of an office; where something is not there to be pressed, nothing is done. */
export interface Stage {
  office: Office;
  as: Readonly<Record<Handle, Driver>>;
  /** Buttons that were pressed already: their copies in further answers are passed over. */
  pressed: Set<string>;
  /** Waits until nothing is under way any more. */
  settle(): Promise<void>;
}

export type Act = (stage: Stage) => Promise<unknown>;

export const general = (driver: Driver): string => channelId(driver, 'general');
export const isHere = ({ sandbox, slackIds }: Office, handle: Handle): boolean =>
  sandbox.world.people.get(slackIds[handle])?.deleted === false;
export const say = (handle: Handle, line: (office: Office) => string): Act => {
  return async ({ as, office }) => {
    if (isHere(office, handle)) await command(as[handle], line(office), general(as[handle]));
  };
};
export const mention = (office: Office, handle: Handle): string => `<@${office.slackIds[handle]}|${handle}>`;

export function hasButton({ blocks }: Message, actionId: string): boolean {
  return buttonValue({ blocks }, actionId) !== undefined;
}

function buttonValue({ blocks }: Pick<Message, 'blocks'>, actionId: string): string | undefined {
  const found = elementsIn(blocks).find(({ element }) => element['action_id'] === actionId);
  return found === undefined ? undefined : String(found.element['value'] ?? '');
}

/** Presses a button of the newest message, else of the newest private answer, that has one which nobody has pressed yet. */
export const pressLast = (handle: Handle, actionId: string): Act => {
  return async ({ as, office, pressed }) => {
    if (!isHere(office, handle)) return;
    const driver = as[handle];
    const stored = await messagesOf(driver, await directMessage(driver));
    // What stays comes before what only this person saw: which of the two came first is left to chance.
    const all = [...driver.seen.ephemerals, ...stored];
    const keyOf = (message: Message) => `${handle} ${actionId} ${buttonValue(message, actionId)}`;
    const found = all.findLast((message) => hasButton(message, actionId) && !pressed.has(keyOf(message)));
    if (found === undefined) return;
    pressed.add(keyOf(found));
    await press(driver, found, actionId);
  };
};

/** Says a line that opens a form (or presses a button of its answer), and hands the form in `times` at once. */
export const fill = (
  handle: Handle,
  callbackId: string,
  open: (driver: Driver, settle: () => Promise<void>) => Promise<unknown>,
  values: (office: Office) => Parameters<typeof submit>[2],
): Act => {
  return async ({ as, office, settle }) => {
    if (!isHere(office, handle)) return;
    const driver = as[handle];
    const before = new Set(driver.seen.modals.map(({ id }) => id));
    await open(driver, settle);
    const form: View = await driver.waitFor(callbackId, ({ modals }) =>
      modals.find(({ id, callback_id }) => !before.has(id) && callback_id === callbackId),
    );
    await settle();
    await submit(driver, form, values(office));
  };
};

export const throughAnswer = (line: string, actionId: string) => async (driver: Driver) => {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await command(driver, line, general(driver));
  const answer = await driver.waitFor(line, ({ ephemerals }) =>
    ephemerals.find((message) => !before.has(message.ts) && hasButton(message, actionId)),
  );
  await press(driver, answer, actionId);
};

/** Some acts as one: each begins when nothing of the one before is under way. */
export const inOrder = (...acts: readonly Act[]): Act => {
  return async (stage) => {
    for (const act of acts) {
      await act(stage);
      await stage.settle();
    }
  };
};

/** What waits in the outbox is posted. */
export const posts: Act = async ({ office }) => {
  await sendPending(office.deps);
};

/** What an act is answered with that has this button; undefined where no answer has it. */
export async function offered(
  stage: Stage,
  handle: Handle,
  act: Act,
  actionId: string,
): Promise<Message | undefined> {
  if (!isHere(stage.office, handle)) return undefined;
  const driver = stage.as[handle];
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await act(stage);
  await stage.settle();
  return driver.seen.ephemerals.find((one) => !before.has(one.ts) && hasButton(one, actionId));
}

/** Which button of several that do the same. */
export type Which = (block: Block, stage: Stage) => boolean;

/** The button is known by what it stands for: one of these ids. */
export const ofIds =
  (ids: readonly string[]): Which =>
  (block) =>
    ids.some((id) => JSON.stringify(block).includes(id));

/** The message with those of its parts alone that `which` names. */
const only = (message: Message, which: Which, stage: Stage): Message => ({
  ...message,
  blocks: message.blocks.filter((block) => which(block, stage)),
});

/** Does something and presses a button of its answer, if it has one. */
export const pressOffered = (handle: Handle, act: Act, actionId: string, which: Which = () => true): Act => {
  return async (stage) => {
    const answer = await offered(stage, handle, act, actionId);
    if (answer === undefined) return;
    const asked = only(answer, which, stage);
    if (hasButton(asked, actionId)) await press(stage.as[handle], asked, actionId);
  };
};

/** Says a line and presses a button of its answer, if it has one. */
export const pressAnswer = (handle: Handle, line: string, actionId: string, which?: Which): Act =>
  pressOffered(
    handle,
    say(handle, () => line),
    actionId,
    which,
  );

/** What is filled into a form, by its inputs. */
type Filled = Parameters<typeof submit>[2];

/** Does what may open a form, and hands the form in where it came. */
export const fillIn = (
  handle: Handle,
  callbackId: string,
  open: Act,
  values: (office: Office, form: View) => Filled | Promise<Filled> = () => ({}),
): Act => {
  return async (stage) => {
    const { as, office, settle } = stage;
    const driver = as[handle];
    const before = new Set(driver.seen.modals.map(({ id }) => id));
    await open(stage);
    await settle();
    const form = driver.seen.modals.find(
      ({ id, callback_id }) => !before.has(id) && callback_id === callbackId,
    );
    if (form !== undefined) await submit(driver, form, await values(office, form));
  };
};
