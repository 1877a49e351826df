/**
 * The one place where text from people becomes safe to show. Slack reads `& < >` in messages, and `<!channel>` typed by a
 * rep must never ping anybody (slack.md § 5).
 */

// Overrides of writing direction can make a name read as another one.
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// What nobody sees makes two names look like one: zero-width spaces, soft hyphens, Hangul fillers, deprecated controls.
const invisible =
  /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\u17b4|\u17b5/gu;
// Joiners belong between the parts of an emoji and into the scripts that are written with them.
const joinedLetter = String.raw`(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}])(?:\p{L}|\p{M})`;
const joinedEmoji = String.raw`\p{Extended_Pictographic}|\p{Emoji_Modifier}`;
const strayJoiners = new RegExp(
  String.raw`(?<!${joinedLetter}|${joinedEmoji})[\u200c\u200d]|[\u200c\u200d](?!\p{L}|\p{Extended_Pictographic})`,
  'gu',
);
// Tags belong into flags.
const strayTags = /(?<!\u{1f3f4}|[\u{e0020}-\u{e007e}])[\u{e0000}-\u{e007f}]+/gu;
const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu;
const controls = /(?![\t\n])\p{Cc}/gu;
// Accents piled up cover the lines above; no writing needs more than these.
const piledMarks = /(\p{M}{6})\p{M}+/gu;

/** User text for a mrkdwn or message text: controls stripped, `& < >` escaped. */
export function escapeText(text: string): string {
  return plain(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** User text for mrkdwn where `* _ ~ \`` must not start a format either: a zero-width joiner is put before them. */
export function plainInMrkdwn(text: string): string {
  return escapeText(text).replace(/[*_~`]/g, (sign) => `\u2060${sign}`);
}

/**
 * User text for a `plain_text` object: Slack escapes nothing there, so only what misleads goes: controls of any kind, what is invisible and
 * not part of a letter or an emoji, piles of accents.
 */
export function plain(text: string): string {
  // Half an emoji, cut somewhere else, is no text that Slack or the database would take.
  const whole = text.toWellFormed();
  if (/^[\n\x20-\x7e]*$/.test(whole)) return whole;
  return whole
    .replace(lineBreaks, '\n')
    .replace(controls, '')
    .replace(bidiControls, '')
    .replace(invisible, '')
    .replace(strayJoiners, '')
    .replace(strayTags, '')
    .replace(piledMarks, '$1');
}

/** Text that was made safe for mrkdwn, as a document shows it: what was escaped stands as it was typed. */
export function fromMrkdwn(text: string): string {
  return text
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
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

/** What a field can hold of a text that somebody typed: at most `limit` characters (UTF-16 units), no sign added, no half emoji at the end. */
export function upTo(text: string, limit: number): string {
  const short = text.slice(0, limit);
  return short.isWellFormed() || !text.isWellFormed() ? short : short.slice(0, -1);
}
