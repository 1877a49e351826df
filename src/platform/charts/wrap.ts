/** Where a line may break: after a space, and beside every character of Chinese, Japanese and Korean. */
const PIECES =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}][，。、；：！？）】》”’]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;

/** A text as lines that are no wider than given; a word that is wider than a line is broken. Line breaks stay. Pure. */
export function wrapped(text: string, width: number, measure: (part: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapOne(paragraph, width, measure));
}

function wrapOne(text: string, width: number, measure: (part: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of (text.match(PIECES) ?? []).flatMap((one) => broken(one, width, measure))) {
    if (line !== '' && measure(`${line}${piece}`.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** A piece that is too wide for any line, in parts that fit. */
function broken(piece: string, width: number, measure: (part: string) => number): string[] {
  if (measure(piece) <= width) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const character of piece) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
