import { inTransaction } from '../../platform/db/index.ts';
import { directMessage, isTableFile } from '../../platform/directMessage.ts';
import { takeOnce } from '../../platform/once.ts';
import type { EventInput, Input, Slice } from '../../platform/slice.ts';
import { playbookIn } from '../../playbook/file/source.ts';
import { formReply, talkReply } from './blocks.ts';
import { saidIn } from './said.ts';

/**
 * What somebody writes to Pacer in its direct message: a command without its slash does what the command does, anything else gets two lines
 * of help. A table is the transfer slice's, a YAML file the playbook's. What apps write was passed over before (platform/bolt/events.ts).
 */
export function answer(slices: () => readonly Slice[]): (event: EventInput) => Promise<void> {
  return async (event) => {
    const message = directMessage.safeParse(event.event);
    if (!message.success) return;
    const { user, channel, text, ts, files } = message.data;
    if (files.some(isTableFile)) return;
    if (playbookIn(event.event) !== undefined) return;
    await event.as(user, undefined, async (input) => {
      // A copy of the message may come with another id of delivery, and is the same act.
      const act = { ...input, transportKey: `message:${channel}:${ts}` };
      const said = saidIn(text, slices());
      if (said === undefined) return help(act);
      const open = () => input.reply(formReply(said.verb.name, input.actor.locale));
      await said.verb.run({ ...act, channelId: channel, open, text: said.rest });
    });
  };
}

/** At most once a minute for each person: who chats with a colleague's bot by mistake is not lectured. */
async function help({ deps, workspace, actor, now, reply }: Input): Promise<void> {
  const minute = Math.floor(now.epochMilliseconds / 60_000);
  const key = (at: number): string => `talk:${actor.slackUserId}:${at}`;
  const isFirst = await inTransaction(deps.db, async (tx) => {
    const isNew = await takeOnce(tx, workspace.id, key(minute));
    // The next minute begins sooner than sixty seconds from now.
    if (isNew) await takeOnce(tx, workspace.id, key(minute + 1));
    return isNew;
  });
  if (isFirst) await reply(talkReply(actor.locale));
}
