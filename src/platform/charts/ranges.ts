/** A font file and the characters that its stylesheet promises, as inclusive code point ranges. */
export interface Subset {
  readonly name: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** Parses `U+4e00-4e10,U+4e12`. Throws on anything else: a wrong range would mean boxes in a picture. */
export function parseRanges(text: string): (readonly [number, number])[] {
  return text.split(',').map((part) => {
    const match = /^U\+([0-9a-f]+)(?:-([0-9a-f]+))?$/iu.exec(part.trim());
    if (match?.[1] === undefined) throw new Error(`Not a unicode range: ${part}`);
    const first = Number.parseInt(match[1], 16);
    return [first, match[2] === undefined ? first : Number.parseInt(match[2], 16)] as const;
  });
}

/** The subsets of a family from its `unicode.json`, whose keys are `latin` or `[114]`. */
export const subsetsOf = (unicode: Readonly<Record<string, string>>): Subset[] =>
  Object.entries(unicode).map(([key, ranges]) => ({
    name: key.replace(/[[\]]/gu, ''),
    ranges: parseRanges(ranges),
  }));

/** The names of the subsets that hold at least one of the text's characters. */
export function subsetsFor(text: string, subsets: readonly Subset[]): string[] {
  const points = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  return subsets
    .filter(({ ranges }) => points.some((point) => ranges.some(([from, to]) => from <= point && point <= to)))
    .map(({ name }) => name);
}
