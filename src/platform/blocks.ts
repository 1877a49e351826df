import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import { cut, plain } from './mrkdwn.ts';

/**
 * Small builders for the blocks that all capabilities use, with Slack's limits kept (slack.md § 3): a text that is too long is
 * cut, not refused. `mrkdwn` text must be escaped already (platform/mrkdwn.ts); plain text need not.
 */

/** A message as capabilities describe it: `text` is what notifications and screen readers say. */
export interface Reply {
  text: string;
  blocks?: KnownBlock[];
}

export const plainText = (text: string, limit = 2000): PlainTextElement => ({
  type: 'plain_text',
  text: cut(plain(text) || ' ', limit),
  emoji: true,
});
/** Only what is written as `<…>` is a link or a mention: what people typed is not searched for addresses and names (`verbatim`). */
export const mrkdwn = (text: string, limit = 3000): MrkdwnElement => ({
  type: 'mrkdwn',
  text: cut(text || ' ', limit),
  verbatim: true,
});
export const section = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plainText(text, 150) });
export const divider = (): DividerBlock => ({ type: 'divider' });
export const context = (...texts: string[]): ContextBlock => ({
  type: 'context',
  elements: texts.slice(0, 10).map((text) => mrkdwn(text)),
});
export const actions = (...elements: Button[]): ActionsBlock => ({
  type: 'actions',
  elements: elements.slice(0, 25),
});

/** A button; `actionId` is `<slice>.<verb>`, which its slice must list among its actions (held by a test). */
export function button(text: string, actionId: string, value: string, style?: 'primary' | 'danger'): Button {
  return {
    type: 'button',
    text: plainText(text, 75),
    action_id: actionId,
    // Slack refuses an empty value; handlers read a missing one as ''.
    ...(value === '' ? {} : { value: value.slice(0, 2000) }),
    ...(style === undefined ? {} : { style }),
  };
}

/** An option of a select: text, value and description of at most 75 characters each. */
export function option(text: string, value: string, description?: string): PlainTextOption {
  return {
    text: plainText(text, 75),
    value,
    ...(description === undefined ? {} : { description: plainText(description, 75) }),
  };
}

/** Blocks of one message: at most 50, the rest is left out with a closing line that the caller words. */
export function atMost(limit: 50 | 100, blocks: KnownBlock[], more: string): KnownBlock[] {
  return blocks.length <= limit ? blocks : [...blocks.slice(0, limit - 1), context(more)];
}
