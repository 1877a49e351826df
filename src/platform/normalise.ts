/**
 * Untidy text made tidy (slack.md § 5): what phones, Chinese keyboards and Slack's own escaping do to a command. Every character of the
 * tidy text knows where it came from, so that an answer can point at the place in what was typed.
 */

export interface Normal {
  readonly text: string;
  /** For each index of `text`, and for its end: the index in the original. */
  readonly at: readonly number[];
}

/** Keys after which a line is free text, kept as it was typed but for Slack's escaping. */
const FREE_TEXT =
  /(?<=^|[\s,;:=])"[^"\n]*"|(?<![\p{L}\p{N}])(?:notes?|because|reason)\s*:|(?:备注|说明|原因|因为)\s*:/giu;
const ESCAPES = /&(?:amp;)*(amp|lt|gt);/g;
const LINKS = /<((?:https?|ftp|tel|mailto):[^<>|\s]*)(?:\|([^<>\n]*))?>/gi;
const REFERENCES = /<([@#!])([A-Za-z0-9^]+)(?:\|([^<>\n]*))?>/g;
const LINE_BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// No database takes a NUL, and no text has a use for the others, nor for half an emoji.
const UNUSABLE = /(?![\t\n\v\f\r\u0085])\p{Cc}|\p{Cs}/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Unescapes `&amp; &lt; &gt;`, takes links apart (`<http://acme.com|acme.com>` → `acme.com`), shortens mentions to `<@U1>`, and brings
 * width, quotes and punctuation into one form (NFKC; `：，１２「」` → `:,12""`), except behind `note:`, `备注：` and the like, up to the end
 * of the line. Doing it twice changes nothing.
 */
export function normalise(original: string): Normal {
  let now: Normal = { text: original, at: Array.from({ length: original.length + 1 }, (_, index) => index) };
  // One pass is enough for what people type; nested escapes and odd sequences of accents settle in a second or third.
  for (let passes = 0; passes < 12; passes += 1) {
    const tidier = pass(now);
    if (tidier.text === now.text) return tidier;
    now = tidier;
  }
  return now;
}

/** What was typed into a field, without what could not be kept (NUL and other controls, half an emoji); nothing else changed. */
export const keepable = (typed: string): string => typed.replace(LINE_BREAKS, '\n').replace(UNUSABLE, '');

/** How much a text says, by its characters: a Chinese one counts 2 (as in B-06). */
export const textWeight = (text: string): number =>
  Array.from(text.trim()).reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0);

/** A piece of what Slack sent as the person saw it while typing: entities, links and mentions resolved, nothing else changed. */
export function readable(original: string): string {
  const plain = original
    .replace(LINKS, (_, url: string, label: string | undefined) => linkText(url, label))
    .replace(REFERENCES, (_, sign: string, id: string, label: string | undefined) =>
      reference(sign, id, label),
    );
  return plain.replace(ESCAPES, (_, name: string) => entity(name));
}

function pass(from: Normal): Normal {
  let now = replaced(from, UNUSABLE, () => '');
  now = replaced(now, LINE_BREAKS, () => '\n');
  now = replaced(now, ESCAPES, (match) => entity(match[1] ?? ''));
  now = replaced(now, LINKS, (match) => linkText(match[1] ?? '', match[2]));
  const isFree = freeText(now.text);
  now = replaced(now, REFERENCES, (match) => {
    const [, sign = '', id = '', label] = match;
    return sign === '@' && !isFree(match.index) ? `<@${id}>` : reference(sign, id, label);
  });
  const isFreeNow = freeText(now.text);
  return replaced(now, clusters(now.text), (match) => (isFreeNow(match.index) ? match[0] : tidy(match[0])));
}

/** Replaces every match; what replaces it points at where the match began. */
function replaced(
  from: Normal,
  pattern: RegExp | Iterable<RegExpExecArray>,
  by: (match: RegExpExecArray) => string,
): Normal {
  const matches = pattern instanceof RegExp ? from.text.matchAll(pattern) : pattern;
  let text = '';
  const at: number[] = [];
  let done = 0;
  const keep = (to: number): void => {
    text += from.text.slice(done, to);
    for (let index = done; index < to; index += 1) at.push(from.at[index] ?? 0);
  };
  for (const match of matches) {
    keep(match.index);
    const instead = by(match);
    text += instead;
    for (let index = 0; index < instead.length; index += 1) at.push(from.at[match.index] ?? 0);
    done = match.index + match[0].length;
  }
  keep(from.text.length);
  at.push(from.at[from.text.length] ?? 0);
  return { text, at };
}

/** The characters that may need another form, as matches: whole graphemes, so that accents stay with their letters. */
function* clusters(text: string): Generator<RegExpExecArray> {
  if (/^[\n\x20-\x7e]*$/.test(text)) return;
  for (const { segment, index } of graphemes.segment(text)) {
    if (/^[\n\x20-\x7e]$/.test(segment)) continue;
    const match: RegExpExecArray = Object.assign([segment] as [string], { index, input: text });
    yield match;
  }
}

const SAME: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '、': ',',
  '﹐': ',',
  '−': '-',
  '–': '-',
};
// Zero-width spaces and controls of writing direction: invisible, and never meant.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

function tidy(grapheme: string): string {
  const plain = grapheme
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\t\p{Zs}]/gu, ' ');
  return Array.from(plain, (sign) => SAME[sign] ?? sign).join('');
}

/** Tells whether an index lies behind the key of a free text, on the same line. */
function freeText(text: string): (index: number) => boolean {
  // A copy of the same length in which full-width keys and quotes look like their plain forms.
  const folded = text.replace(/[\uff01-\uff5e\u3000“”„«»「」『』]/gu, (sign) => {
    const code = sign.charCodeAt(0);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : (SAME[sign] ?? ' ');
  });
  const ranges: { from: number; to: number }[] = [];
  let start = 0;
  for (const line of folded.split('\n')) {
    const key = [...line.matchAll(FREE_TEXT)].find((match) => !match[0].startsWith('"'));
    if (key !== undefined) ranges.push({ from: start + key.index + key[0].length, to: start + line.length });
    start += line.length + 1;
  }
  return (index) => ranges.some((range) => index >= range.from && index < range.to);
}

const entity = (name: string): string => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&');

function linkText(url: string, label: string | undefined): string {
  return label === undefined || label === '' ? url.replace(/^(mailto|tel):/i, '') : label;
}

function reference(sign: string, id: string, label: string | undefined): string {
  const name = label === undefined || label === '' ? id.replace(/\^.*/u, '') : label;
  return sign === '#' ? `#${name.replace(/^#/, '')}` : `@${name.replace(/^@/, '')}`;
}
