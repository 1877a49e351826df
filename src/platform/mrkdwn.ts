/**
 * The one place where text from people becomes safe to show. Slack reads `& < >` in messages, and `<!channel>` typed by a
 * rep must never ping anybody (slack.md § 5).
 */

// Overrides of writing direction can make a name read as another one.
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** User text for a mrkdwn or message text: controls stripped, `& < >` escaped. */
export function escapeText(text: string): string {
  return plain(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** User text for mrkdwn where `* _ ~ \`` must not start a format either: a zero-width joiner is put before them. */
export function plainInMrkdwn(text: string): string {
  return escapeText(text).replace(/[*_~`]/g, (sign) => `\u2060${sign}`);
}

/** User text for a `plain_text` object: Slack escapes nothing there, so only the controls go. */
export function plain(text: string): string {
  // Half an emoji, cut somewhere else, is no text that Slack or the database would take.
  return text.replace(bidiControls, '').toWellFormed();
}

/** Cuts already escaped text to at most `limit` characters (UTF-16 units), never inside an entity, a link or a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit - 1;
  const opened = text.lastIndexOf('&', end);
  if (opened >= 0 && opened > end - 6 && !text.slice(opened, end).includes(';')) end = opened;
  const link = text.lastIndexOf('<', end);
  if (link >= 0 && !text.slice(link, end).includes('>')) end = link;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return `${text.slice(0, end)}…`;
}
