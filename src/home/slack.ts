import type { ActionInput, HelpLine, HomePart, Input, Slice, VerbInput } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { helpReply, homeBlocks } from './blocks.ts';
import { words } from './words.ts';

/** Publishes the App Home of the person who opened it. */
export async function publishHome(input: Input, parts: HomePart[]): Promise<void> {
  const slack = await input.deps.slack(input.workspace.id);
  await slack.publishHome(input.actor.slackUserId, homeBlocks(input.actor.locale, input.actor.name, parts));
}

/** All that can be typed, from what the slices bring: help cannot drift from the commands. */
export function allHelp(slices: readonly Slice[], locale: Locale): HelpLine[] {
  const lines = slices.flatMap((slice) => slice.help?.(locale) ?? []);
  return [...lines, { usage: '/pace help', what: words(locale)('helpUsage') }];
}

/** `/pace help`. */
export function help(slices: () => readonly Slice[]): (input: VerbInput | ActionInput) => Promise<void> {
  return (input) => input.reply(helpReply(input.actor.locale, allHelp(slices(), input.actor.locale)));
}

/** A button of Home that does what a bare command does. */
export function asCommand(
  slices: () => readonly Slice[],
  verbName: string,
): (input: ActionInput) => Promise<void> {
  return async (input) => {
    const verb = slices()
      .flatMap((slice) => slice.verbs ?? [])
      .find((candidate) => candidate.name === verbName);
    if (verb === undefined) throw new Error(`no verb ${verbName} behind the button of Home`);
    await verb.run({ ...input, text: '' });
  };
}
