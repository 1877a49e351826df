import { randomUUID } from 'node:crypto';
import { context } from '../blocks.ts';
import type { Tx } from '../db/index.ts';
import { escapeText, plainInMrkdwn } from '../mrkdwn.ts';
import type { Deps } from '../slice.ts';
import type { Locale } from '../words.ts';
import type { OutMessage } from './report.ts';
import { freezeReply, headed } from './run.ts';
import type { Frozen } from './store.ts';
import { hashOf } from './version.ts';
import { wake } from './wake.ts';
import { words } from './words.ts';

/** The label of a button, a select, an overflow; '' where it has none. */
function labelOf(element: unknown): string {
  const { text, placeholder } = (element ?? {}) as {
    text?: { text?: string };
    placeholder?: { text?: string };
  };
  return text?.text ?? placeholder?.text ?? '';
}

/** Blocks of a message of somebody else's, to look at: what could be pressed is named, and does nothing. */
export function inert(blocks: readonly object[], locale: Locale): object[] {
  const say = words(locale);
  const named = (elements: readonly unknown[]): object[] => {
    const names = elements.map(labelOf).filter(Boolean);
    return names.length === 0
      ? []
      : [context(say('previewButtons', { names: names.map(plainInMrkdwn).join(' · ') }))];
  };
  return blocks.flatMap((block): object[] => {
    const {
      type,
      elements = [],
      accessory,
      ...rest
    } = block as {
      type?: string;
      elements?: unknown[];
      accessory?: { type?: string };
    };
    if (type === 'actions') return named(elements);
    if (accessory === undefined || accessory.type === 'image') return [block];
    return [{ type, ...rest }, ...named([accessory])];
  });
}

/** A person to whom a report is shown before it is sent. */
export interface Reader {
  workspaceId: string;
  slackUserId: string;
  locale: Locale;
  /** Unique for the act of asking. */
  transportKey: string;
}

/** To whom a message goes: a channel by its name, a person by theirs. */
const toWhom = ({ channel, to }: OutMessage): string =>
  /^[CG]/.test(channel) ? `<#${channel}>` : escapeText(to);

/** Messages as they would be sent, for one reader alone: nothing counts as sent, and the reports themselves know nothing of it. */
export async function sendPreview(
  deps: Deps,
  messages: readonly OutMessage[],
  reader: Reader,
): Promise<void> {
  const frozen: Frozen[] = [];
  for (const [index, message] of messages.entries())
    frozen.push(await previewOf(deps, message, reader, `preview:${reader.transportKey}:${index}`));
  await write(deps.db.client, reader, frozen);
  wake();
}

async function previewOf(deps: Deps, message: OutMessage, reader: Reader, key: string): Promise<Frozen> {
  const frozen = await freezeReply(deps, message);
  const note = words(reader.locale)('previewNote', { to: toWhom(message) });
  const shown = { text: frozen.text, blocks: inert(frozen.blocks, reader.locale) };
  return { ...frozen, ...headed(shown, note), key, channel: reader.slackUserId };
}

async function write(
  client: Pick<Tx, 'outbox'>,
  { workspaceId, locale }: Reader,
  messages: readonly Frozen[],
): Promise<void> {
  await client.outbox.createMany({
    data: messages.map(({ key, channel, text, blocks, image, imageAlt }) => ({
      ...{ workspaceId, id: randomUUID(), key, channel, text, blocks, locale, imageAlt },
      hash: hashOf(text, blocks),
      image: image === null ? null : new Uint8Array(image),
    })),
    skipDuplicates: true,
  });
}
