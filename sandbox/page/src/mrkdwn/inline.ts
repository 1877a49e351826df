import { readAngle } from './angle.ts';
import { type Inline, unescapeEntities } from './ast.ts';

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Marker = keyof typeof STYLES;

const isMarker = (char: string | undefined): char is Marker => char === '*' || char === '_' || char === '~';
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
/** Where a style may begin or end: beside nothing, a space, or a sign of ASCII. */
const isEdge = (char: string | undefined): boolean => char === undefined || /[\s!-/:-@[-`{-~]/.test(char);
const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);

/**
 * The runs of one line. As in Slack a style begins only behind a space or a sign of ASCII and ends only before one, also among Chinese
 * characters and signs: `中文*粗体*中文` and `*粗体*：中文` stay plain.
 */
export function parseInline(line: string): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain) out.push({ type: 'text', text: unescapeEntities(plain) });
    plain = '';
  };
  let at = 0;
  while (at < line.length) {
    const found = readAt(line, at);
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else {
      plain += line[at];
      at += 1;
    }
  }
  flush();
  return out;
}

interface Found {
  node: Inline;
  end: number;
}

function readAt(line: string, at: number): Found | null {
  const char = line[at];
  if (char === '<') {
    const end = line.indexOf('>', at);
    return end > at + 1 ? { node: readAngle(line.slice(at + 1, end)), end: end + 1 } : null;
  }
  if (char === '`') {
    const end = line.indexOf('`', at + 1);
    return end > at + 1
      ? { node: { type: 'code', text: plainOf(line.slice(at + 1, end)) }, end: end + 1 }
      : null;
  }
  if (char === ':') return readEmoji(line, at);
  return isMarker(char) ? readStyle(line, at, char) : null;
}

function readEmoji(line: string, at: number): Found | null {
  const match = /^:([a-z0-9_+'-]+):(?::skin-tone-\d:)?/i.exec(line.slice(at, at + 100));
  const name = match?.[1];
  return match && name && !isWord(line[at - 1])
    ? { node: { type: 'emoji', name }, end: at + match[0].length }
    : null;
}

function readStyle(line: string, at: number, marker: Marker): Found | null {
  if (!isEdge(line[at - 1]) || isSpace(line[at + 1]) || line[at + 1] === marker) return null;
  const end = closing(line, at, marker);
  if (end < 0) return null;
  return { node: { type: STYLES[marker], children: parseInline(line.slice(at + 1, end)) }, end: end + 1 };
}

/** Where the style ends: not inside `<…>` or code, after no space, before an edge. */
function closing(line: string, start: number, marker: Marker): number {
  let at = start + 1;
  while (at < line.length) {
    const char = line[at];
    const skip = char === '<' ? line.indexOf('>', at) : char === '`' ? line.indexOf('`', at + 1) : -1;
    if (skip > at) at = skip;
    else if (char === marker && !isSpace(line[at - 1]) && isEdge(line[at + 1])) return at;
    at += 1;
  }
  return -1;
}

/** Inside code, links are shown by their label or address; mentions as they are written. */
function plainOf(code: string): string {
  const unlinked = code.replace(
    /<(https?:[^>|]*)(?:\|([^>]*))?>/g,
    (_, url: string, label?: string) => label ?? url,
  );
  return unescapeEntities(unlinked);
}
