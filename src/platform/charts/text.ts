/** Text as it may be drawn on one line: no control or direction marks, no line breaks, single spaces. */
export function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Shortens `text` with an ellipsis until `measure` says that it is at most `width` wide. Whole graphemes only.
 * `measure` returns a width in the unit of `width` and must grow with the text.
 */
export function shorten(text: string, width: number, measure: (text: string) => number): string {
  const whole = clean(text);
  if (measure(whole) <= width) return whole;
  const parts = [...graphemes.segment(whole)].map(({ segment }) => segment);
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${parts.slice(0, middle).join('').trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '…' : `${parts.slice(0, low).join('').trimEnd()}…`;
}

/** One label on an axis: where its middle stands and how wide it is. */
export interface AxisLabel {
  readonly middle: number;
  readonly width: number;
}

/** The indices of the labels that can stand side by side with `gap` between them; the last one always stays. */
export function spaced(labels: readonly AxisLabel[], gap: number): number[] {
  const kept: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let index = labels.length - 1; index >= 0; index -= 1) {
    const label = labels[index];
    if (label === undefined || label.width === 0) continue;
    if (label.middle + label.width / 2 > limit) continue;
    kept.unshift(index);
    limit = label.middle - label.width / 2 - gap;
  }
  return kept;
}
