import { withEmoji } from '../emoji/emoji.ts';
import { Mrkdwn } from '../mrkdwn/Mrkdwn.tsx';
import type { Text } from './types.ts';

/** A text object: mrkdwn, or plain text with its emoji. */
export function TextView({ text }: { text: Text }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} />;
  return <span className="plain">{plainText(text)}</span>;
}

/** The text of a plain_text object as shown, for names and labels. */
export const plainText = (text: Text): string => (text.emoji === false ? text.text : withEmoji(text.text));
