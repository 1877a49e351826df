import type { Chunk } from './ast.ts';
import { unescapeEntities } from './ast.ts';
import { parseInline } from './inline.ts';

const ITEM = /^(\s*)([•◦▪‣-]|\d{1,3}[.)])\s+(.*)$/;
const QUOTE = /^(?:&gt;|>)(?!&gt;&gt;|>>) ?(.*)$/;

/**
 * Slack's mrkdwn as a tree. Never throws: what is not markup is text.
 * @param source as apps send it, `&`, `<` and `>` escaped
 */
export function parseMrkdwn(source: string): Chunk[] {
  return source.split(/(```[\s\S]+?```)/).flatMap((part): Chunk[] => {
    if (part.startsWith('```') && part.length > 6) return [{ type: 'pre', text: preText(part.slice(3, -3)) }];
    return parseLines(part);
  });
}

function preText(inside: string): string {
  const text = inside.replace(/^\n/, '').replace(/\n$/, '');
  return unescapeEntities(text.replace(/<(https?:[^>|]*)(?:\|([^>]*))?>/g, (_, url, label) => label ?? url));
}

function parseLines(part: string): Chunk[] {
  const text = part.replace(/^\n/, '').replace(/\n$/, '');
  if (text === '') return [];
  // `>>>` quotes everything to the end.
  const rest = /(^|\n)(?:&gt;&gt;&gt;|>>>)\s?/.exec(text);
  if (rest) {
    const before = text.slice(0, rest.index);
    return [
      ...parseLines(before),
      { type: 'quote', chunks: group(text.slice(rest.index + rest[0].length).split('\n')) },
    ];
  }
  return group(text.split('\n'));
}

function group(lines: string[]): Chunk[] {
  const chunks: Chunk[] = [];
  let quoted: string[] = [];
  const endQuote = (): void => {
    if (quoted.length > 0) chunks.push({ type: 'quote', chunks: group(quoted) });
    quoted = [];
  };
  for (const line of lines) {
    const quote = QUOTE.exec(line);
    if (quote) quoted.push(quote[1] ?? '');
    else {
      endQuote();
      addLine(chunks, line);
    }
  }
  endQuote();
  return chunks;
}

function addLine(chunks: Chunk[], line: string): void {
  const last = chunks.at(-1);
  const item = ITEM.exec(line);
  if (item) {
    const marker = item[2] === '-' ? '•' : (item[2] ?? '•');
    const entry = { marker, children: parseInline(item[3] ?? '') };
    if (last?.type === 'list') last.items.push(entry);
    else chunks.push({ type: 'list', items: [entry] });
  } else if (last?.type === 'lines') last.lines.push(parseInline(line));
  else chunks.push({ type: 'lines', lines: [parseInline(line)] });
}
