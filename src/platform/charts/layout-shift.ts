import { box, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, roughWidth, type Stage } from './frame.ts';
import { BLUE, FAINT, MARGIN, ORANGE, QUIET, SIZE, SKY, WIDTH } from './palette.ts';
import { eachRow, rangeFor, rowsLayout } from './rows.ts';
import { MOST_SHIFTS, type ShiftSpec } from './spec.ts';

type Row = ShiftSpec['rows'][number];

/** Pixels of one row: its name, the bar of before (thin), the bar of after (thick). */
const ROW = { height: 112, words: 24, before: 54, beforeThick: 16, after: 84, afterThick: 28 } as const;
const MOST_LABEL = 230;
const GAP = 14;

function beforeBar({ brush }: Pick<Stage, 'brush'>, x: number, y: number, width: number): void {
  const half = ROW.beforeThick / 2;
  box(brush, x, y - half, width, ROW.beforeThick, QUIET, 5);
  box(brush, x + 2, y - half + 2, width - 4, ROW.beforeThick - 4, SKY, 3);
}

const isLess = ({ before, after }: Row): boolean => (after ?? 0) < (before ?? 0);
/** Fewer than before is told by the colour, and by the bar being shorter than the one above it. */
const colourOf = (row: Row): string => (row.before !== null && isLess(row) ? ORANGE : BLUE);

const legendOf = ({ legend }: ShiftSpec): LegendEntry[] => [
  { label: legend.before, width: 36, mark: (brush, x, y) => beforeBar({ brush }, x - 18, y, 36) },
  { label: legend.after, width: 36, mark: (brush, x, y) => box(brush, x - 18, y - 12, 36, 24, BLUE) },
  { label: legend.fewer, width: 36, mark: (brush, x, y) => box(brush, x - 18, y - 12, 36, 24, ORANGE) },
];

function drawTrack({ brush, x }: Stage, top: number): void {
  box(brush, x(0), top + ROW.after - ROW.afterThick / 2, x(100) - x(0), ROW.afterThick, FAINT);
}

function drawRow({ brush, x }: Stage, top: number, row: Row): void {
  write(brush, row.name, MARGIN, top + ROW.words, { bold: true, width: WIDTH - 2 * MARGIN });
  const before = x(row.before ?? 0);
  beforeBar({ brush }, x(0), top + ROW.before, before - x(0));
  const style = { size: SIZE.small, width: MOST_LABEL };
  const beside = (end: number): number => (end > x(0) ? end + GAP : end);
  write(brush, row.beforeLabel, beside(before), top + ROW.before, { ...style, colour: QUIET });
  // Beyond the track, so that the figure never stands on a bar.
  write(brush, row.afterLabel, x(100) + GAP, top + ROW.after, { ...style, bold: true });
}

/** How often before and after, 0 to 100 % each, a row for each person or period. Pure. */
export function layoutShift(spec: ShiftSpec, family: string): Layout {
  const rows = spec.rows.slice(0, MOST_SHIFTS);
  const legend = legendOf(spec);
  const top = headingHeight(spec, rows.length === 0 ? [] : legend);
  const body = Math.max(rows.length, 1) * ROW.height;
  const room = (label: string): number => Math.min(roughWidth(label, SIZE.small), MOST_LABEL) + GAP;
  const needs = rows.flatMap(({ beforeLabel, before, afterLabel }) => [
    { value: before ?? 0, label: room(beforeLabel) },
    { value: 100, label: room(afterLabel) },
  ]);
  const each = eachRow(rows, top, ROW.height);
  return rowsLayout({
    heading: spec,
    legend,
    family,
    isEmpty: rows.length === 0,
    top,
    body,
    height: top + body + 16,
    left: MARGIN,
    range: rangeFor(needs, WIDTH - 2 * MARGIN, { min: 0, max: 105 }),
    bars: rows.map((row, index) => ({
      value: row.after ?? 0,
      middle: index * ROW.height + ROW.after,
      colour: colourOf(row),
    })),
    thickness: ROW.afterThick,
    under: each(drawTrack),
    over: each(drawRow),
  });
}
