import type { World } from '../world.ts';

/** `& < >` as Slack sends them to apps and keeps them in messages. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const TOKEN = /<(?:@(U\w+)|#(C\w+))(?:\|[^>]*)?>/;
const LINK = /https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"，。；：！？）」』]/;
const BARE_DOMAIN =
  /(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|co|cn|de|uk|eu)(?:\/[^\s<>|]*)?(?![\w@.-])/;
const EMAIL = /(?<![\w.+-])[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}/;
// Chinese is written without spaces: only a Latin word before the sign makes it part of an address.
const MENTION = /(?<![\w.])@[\p{L}\p{N}]/u;
const CHANNEL = /(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_-]+/u;
const SPECIAL = new RegExp(
  [TOKEN, LINK, EMAIL, BARE_DOMAIN, MENTION, CHANNEL].map((part) => part.source).join('|'),
  'giu',
);

/** How mentions are written: commands with `should_escape` carry names (`<@U1|ana>`), messages do not (`<@U1>`). */
export type MentionStyle = 'named' | 'bare';

/**
 * What a person typed, as Slack hands it on: people and channels become ids, addresses become links, `& < >` are escaped.
 * Unknown names stay as they were typed.
 */
export function encodeText(world: World, typed: string, style: MentionStyle): string {
  let out = '';
  let rest = 0;
  for (const match of typed.matchAll(SPECIAL)) {
    if (match.index < rest) continue;
    const found = encodeOne(world, typed, match.index, match[0], style);
    if (found === undefined) continue;
    out += escapeText(typed.slice(rest, match.index)) + found.text;
    rest = match.index + found.length;
  }
  return out + escapeText(typed.slice(rest));
}

interface Encoded {
  text: string;
  /** Characters of the typed text that it stands for. */
  length: number;
}

function encodeOne(
  world: World,
  typed: string,
  at: number,
  hit: string,
  style: MentionStyle,
): Encoded | undefined {
  const token = TOKEN.exec(hit);
  if (token !== null) return encodeToken(world, hit, token, style);
  if (hit.startsWith('@')) return encodeMention(world, typed.slice(at + 1), style);
  if (hit.startsWith('#')) return encodeChannel(world, hit, style);
  const link = escapeText(hit);
  if (hit.includes('@') && !hit.includes('/'))
    return { text: `<mailto:${link}|${link}>`, length: hit.length };
  const isFull = /^https?:/i.test(hit);
  return { text: isFull ? `<${link}>` : `<http://${link}|${link}>`, length: hit.length };
}

function encodeToken(
  world: World,
  hit: string,
  token: RegExpExecArray,
  style: MentionStyle,
): Encoded | undefined {
  const person = world.people.get(token[1] ?? '');
  const channel = world.conversations.get(token[2] ?? '');
  const name = person?.name ?? channel?.name;
  if (name === undefined) return undefined;
  const id = person === undefined ? `#${channel?.id}` : `@${person.id}`;
  return { text: style === 'named' ? `<${id}|${name}>` : `<${id}>`, length: hit.length };
}

function encodeMention(world: World, after: string, style: MentionStyle): Encoded | undefined {
  const lower = after.toLowerCase();
  let best: { id: string; name: string; length: number } | undefined;
  for (const person of world.people.all()) {
    if (person.deleted) continue;
    for (const name of [person.name, person.realName]) {
      if (name === '' || name.length <= (best?.length ?? 0) || !lower.startsWith(name.toLowerCase()))
        continue;
      // "@ann" must not be found in "@annette"; a Chinese name may be followed by any character.
      if (/^[\w.-]*\w$/.test(name) && /^\w/.test(after.slice(name.length))) continue;
      best = { id: person.id, name: person.name, length: name.length };
    }
  }
  if (best === undefined) return undefined;
  const text = style === 'named' ? `<@${best.id}|${best.name}>` : `<@${best.id}>`;
  return { text, length: best.length + 1 };
}

function encodeChannel(world: World, hit: string, style: MentionStyle): Encoded | undefined {
  const channel = world.conversations.byName(hit.slice(1).toLowerCase());
  if (channel === undefined) return undefined;
  return {
    text: style === 'named' ? `<#${channel.id}|${channel.name}>` : `<#${channel.id}>`,
    length: hit.length,
  };
}
