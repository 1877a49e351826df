import { type Brush, box, stroke, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, type Stage } from './frame.ts';
import { FAINT, INK, MARGIN, PAPER, QUIET, SIZE, TEAMS, WIDTH } from './palette.ts';
import { eachRow, rowsLayout } from './rows.ts';
import { MOST_SCORES, type ScorecardSpec } from './spec.ts';

type Row = ScorecardSpec['rows'][number];

/** Pixels of one KPI: its name and points, its bar, and the note below. */
const ROW = { height: 126, words: 22, bar: 66, thick: 28, note: 100 } as const;
const MOST_POINTS = 120;

function targetLine(brush: Brush, x: number, from: number, to: number): void {
  const points = [
    [x, from],
    [x, to],
  ] as const;
  stroke(brush, points, { colour: PAPER, width: 8 });
  stroke(brush, points, { colour: INK, width: 4, dash: [8, 5] });
}

const legendOf = ({ legend }: ScorecardSpec): LegendEntry[] => [
  { label: legend.target, width: 10, mark: (brush, x, y) => targetLine(brush, x, y - 17, y + 17) },
];

const colourOf = ({ nature }: Row): string => TEAMS[nature] ?? TEAMS[0];

function drawTrack({ brush, x }: Stage, top: number): void {
  box(brush, x(0), top + ROW.bar - ROW.thick / 2, x(MOST_POINTS) - x(0), ROW.thick, FAINT);
}

function drawRow({ brush, x }: Stage, top: number, row: Row): void {
  const right = WIDTH - MARGIN;
  const label = write(brush, row.label, right, top + ROW.words, {
    ...{ align: 'right', bold: row.points !== null, width: 420 },
    colour: row.points === null ? QUIET : INK,
  });
  write(brush, row.name, MARGIN, top + ROW.words, { bold: true, width: right - MARGIN - label - 24 });
  write(brush, row.note, MARGIN, top + ROW.note, { size: SIZE.small, colour: QUIET, width: 640 });
  targetLine(brush, x(100), top + ROW.bar - 18, top + ROW.bar + 18);
}

/** S-01…S-03: points of up to twelve KPIs, a colour a nature (which the note names, too), against 100. Pure. */
export function layoutScorecard(spec: ScorecardSpec, family: string): Layout {
  const rows = spec.rows.slice(0, MOST_SCORES);
  const legend = legendOf(spec);
  const top = headingHeight(spec, rows.length === 0 ? [] : legend);
  const body = Math.max(rows.length, 1) * ROW.height;
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
    range: { min: 0, max: MOST_POINTS },
    bars: rows.map((row, index) => ({
      value: Math.max(0, Math.min(row.points ?? 0, MOST_POINTS)),
      middle: index * ROW.height + ROW.bar,
      colour: colourOf(row),
    })),
    thickness: ROW.thick,
    under: each(drawTrack),
    over: each(drawRow),
  });
}
