import { box, widthOf, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, type Stage } from './frame.ts';
import { BANDS, INK, MARGIN, QUIET, SIZE, WIDTH } from './palette.ts';
import { rowsLayout } from './rows.ts';
import { MOST_SPREADS, type SpreadSpec } from './spec.ts';

type Row = SpreadSpec['rows'][number];

/** Pixels of one group: its name, the thinner bar before, the thicker bar after. */
const ROW = { words: 22, first: 62, thin: 30, second: 104, thick: 38, rest: 42 } as const;
/** Between two parts of a bar. */
const GAP = 3;

const colourOf = (band: number) => BANDS[band] ?? BANDS[0];

const legendOf = ({ legend }: SpreadSpec): LegendEntry[] =>
  legend.bands.map((label, band) => ({
    label,
    width: 28,
    mark: (brush, x, y) => box(brush, x - 14, y - 14, 28, 28, colourOf(band).fill),
  }));

/** The parts of one bar, each as wide as its share, with how many it counts where that has room. */
function parts(
  { brush, x }: Stage,
  counts: readonly number[],
  { middle, thick }: { middle: number; thick: number },
): void {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let before = 0;
  for (const [band, count] of counts.entries()) {
    if (count === 0) continue;
    const { fill, ink } = colourOf(band);
    const [from, to] = [x(before / all), x((before + count) / all)];
    before += count;
    const width = to - from - (before === all ? 0 : GAP);
    box(brush, from, middle - thick / 2, width, thick, fill, 4);
    const style = { size: SIZE.small, bold: true, align: 'center', colour: ink } as const;
    const isRoom = widthOf(brush, String(count), style) + 6 <= width;
    if (isRoom) write(brush, String(count), from + width / 2, middle, style);
  }
}

/** Where the bar of what holds now stands; without one before it stands higher. */
const middleOf = ({ before }: Row): number => (before === null ? ROW.first : ROW.second);
const heightOf = (row: Row): number => middleOf(row) + ROW.rest;

function drawRow(stage: Stage, top: number, row: Row, { legend }: SpreadSpec): void {
  const { brush } = stage;
  const right = WIDTH - MARGIN;
  const label = write(brush, row.label, right, top + ROW.words, {
    align: 'right',
    colour: QUIET,
    width: 460,
  });
  write(brush, row.name, MARGIN, top + ROW.words, { bold: true, width: right - MARGIN - label - 24 });
  if (row.before !== null) {
    const middle = top + ROW.first;
    write(brush, legend.before, MARGIN, middle, { size: SIZE.small, colour: QUIET, width: WORDS - 16 });
    parts(stage, row.before, { middle, thick: ROW.thin });
  }
  const middle = top + middleOf(row);
  if (row.before !== null)
    write(brush, legend.after, MARGIN, middle, { size: SIZE.small, colour: INK, width: WORDS - 16 });
  parts(stage, row.after, { middle, thick: ROW.thick });
}

/** Room for "before" and "after" at the left. */
const WORDS = 150;

/** S-05, S-06: how the bands of groups of people are spread, before and after adjustments; what a part counts stands in it. Pure. */
export function layoutSpread(spec: SpreadSpec, family: string): Layout {
  const rows = spec.rows.slice(0, MOST_SPREADS);
  const legend = legendOf(spec);
  const top = headingHeight(spec, rows.length === 0 ? [] : legend);
  const body = Math.max(
    ROW.second,
    rows.reduce((sum, row) => sum + heightOf(row), 0),
  );
  const hasBefore = rows.some(({ before }) => before !== null);
  return rowsLayout({
    heading: spec,
    legend,
    family,
    isEmpty: rows.length === 0,
    top,
    body,
    height: top + body + 16,
    left: hasBefore ? MARGIN + WORDS : MARGIN,
    range: { min: 0, max: 1 },
    bars: [],
    thickness: ROW.thick,
    over: (stage) => {
      let at = top;
      for (const row of rows) {
        drawRow(stage, at, row, spec);
        at += heightOf(row);
      }
    },
  });
}
