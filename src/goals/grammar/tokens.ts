/** The words of a typed line with their places, so that a problem can point at one. */

export interface Token {
  readonly text: string;
  /** Half-open place in the line. */
  readonly start: number;
  readonly end: number;
}

// A mention with its label, a quoted name, or anything up to a space.
const PIECES = /<[^<>]*>|"[^"]*"|[^\s"<]+|[<"]/gu;
// 每周, 每个月, 本季度 are written without spaces in Chinese: 电话50每周.
const CHINESE_PERIODS = /(?:每一?个?|[本这当下]一?个?)(?:半年|季度|星期|礼拜|天|日|周|月|季|年度?)/gu;
// 电话50, 从明天.
const GLUED = /^(?<word>[从自](?=.)|\p{Script=Han}+(?=[\d$€£¥]))/u;
const PER = /^(?<amount>[^/]+)(?<per>\/\p{L}+)$/u;
// ±2, 20%±2%, +-2: the width of a band.
const BAND = /±|\+\/?-/u;
const KEYED = /^(?<word>[^\d:=：]+)[:=](?<value>.*)$/u;

/** Cuts a line into words; quoted names lose their quotes, and what is glued together (`电话50每周`, `calls:50`, `50/week`) is parted. */
export function tokensOf(line: string): Token[] {
  return [...line.matchAll(PIECES)].flatMap((found) => {
    const [text] = found;
    const start = found.index;
    if (text.startsWith('"') && text.length > 1)
      return [{ text: text.slice(1, -1), start, end: start + text.length }];
    if (text.startsWith('<')) return [{ text, start, end: start + text.length }];
    return part({ text, start, end: start + text.length });
  });
}

function part(token: Token): Token[] {
  const pieces: Token[] = [];
  let rest = token;
  for (const found of token.text.matchAll(CHINESE_PERIODS)) {
    const at = token.start + found.index;
    if (at < rest.start) continue;
    pieces.push(cutOut(token, rest.start, at), cutOut(token, at, at + found[0].length));
    rest = cutOut(token, at + found[0].length, token.end);
  }
  return [...pieces, rest].filter((piece) => piece.text !== '').flatMap(partWord);
}

function partWord(token: Token): Token[] {
  const sign = BAND.exec(token.text);
  if (sign !== null && sign[0].length < token.text.length) {
    const at = token.start + sign.index;
    const [before, after] = [cutOut(token, token.start, at), cutOut(token, at + sign[0].length, token.end)];
    const pieces = [before, cutOut(token, at, at + sign[0].length), after];
    return pieces.filter((piece) => piece.text !== '').flatMap(partWord);
  }
  const keyed = KEYED.exec(token.text)?.groups;
  if (keyed?.['word'] !== undefined) {
    const at = token.start + keyed['word'].length;
    return [cutOut(token, token.start, at), cutOut(token, at + 1, token.end)].filter(
      (piece) => piece.text !== '',
    );
  }
  const length =
    GLUED.exec(token.text)?.groups?.['word']?.length ?? PER.exec(token.text)?.groups?.['amount']?.length;
  if (length === undefined) return [token];
  return [
    cutOut(token, token.start, token.start + length),
    ...partWord(cutOut(token, token.start + length, token.end)),
  ];
}

function cutOut(token: Token, start: number, end: number): Token {
  return { text: token.text.slice(start - token.start, end - token.start), start, end };
}

/** The Slack user that a mention names: `<@U1|ana>` → U1. */
export function mentionIn(token: Token): string | undefined {
  return /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(token.text)?.[1];
}

/** The words from one place to another, as they were typed. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}
