import { type Brush, box, stroke, widthOf, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, roughWidth, type Stage } from './frame.ts';
import { tick, torn } from './marks.ts';
import { BLUE, FAINT, INK, MARGIN, PAPER, QUIET, SIZE, SKY, WIDTH } from './palette.ts';
import { eachRow, rangeFor, rowsLayout } from './rows.ts';
import { type AttainmentBar, type KpiWeekSpec, MOST_KPIS } from './spec.ts';

type Row = KpiWeekSpec['rows'][number];

/** Pixels of one KPI: its words, this week's bar, the week before's thinner bar. */
const ROW = { height: 136, words: 26, now: 66, nowThick: 34, before: 101, beforeThick: 18 } as const;

/** Bars end here and are torn: 450 % would squeeze every other bar to nothing. */
const MOST_PERCENT = 200;
/** Room for the week before's label, in pixels, and its distance from the bar. */
const MOST_LABEL = 300;
const GAP = 14;

const shown = ({ percent }: AttainmentBar): number => Math.max(0, Math.min(percent ?? 0, MOST_PERCENT));
const isBeyond = ({ percent }: AttainmentBar): boolean => (percent ?? 0) > MOST_PERCENT;
const labelRoom = ({ label }: AttainmentBar): number =>
  Math.min(roughWidth(label, SIZE.small), MOST_LABEL) + GAP;

function beforeBar(brush: Brush, x: number, y: number, width: number): void {
  const half = ROW.beforeThick / 2;
  box(brush, x, y - half, width, ROW.beforeThick, QUIET, 5);
  box(brush, x + 2, y - half + 2, width - 4, ROW.beforeThick - 4, SKY, 3);
}

/** On a white rim, so that the line is seen on blue as well as on paper. */
function targetLine(brush: Brush, x: number, from: number, to: number): void {
  const points = [
    [x, from],
    [x, to],
  ] as const;
  stroke(brush, points, { colour: PAPER, width: 8 });
  stroke(brush, points, { colour: INK, width: 4, dash: [8, 5] });
}

const legendOf = ({ legend }: KpiWeekSpec): LegendEntry[] => [
  { label: legend.now, width: 36, mark: (brush, x, y) => box(brush, x - 18, y - 12, 36, 24, BLUE) },
  { label: legend.before, width: 36, mark: (brush, x, y) => beforeBar(brush, x - 18, y, 36) },
  { label: legend.target, width: 10, mark: (brush, x, y) => targetLine(brush, x, y - 17, y + 17) },
];

function drawTrack({ brush, x }: Stage, top: number): void {
  box(brush, x(0), top + ROW.now - ROW.nowThick / 2, x(100) - x(0), ROW.nowThick, FAINT);
}

function drawWords({ brush }: Stage, top: number, { name, now }: Row): void {
  const right = WIDTH - MARGIN;
  const label = write(brush, now.label, right, top + ROW.words, { align: 'right', bold: true, width: 470 });
  write(brush, name, MARGIN, top + ROW.words, { bold: true, width: right - MARGIN - label - 24 });
}

/** The week before's figures, beside its bar or, where they would cross the target's line, beyond that. */
function drawBefore({ brush, x }: Stage, y: number, { before }: Row, end: number): void {
  const style = { size: SIZE.small, colour: QUIET, width: MOST_LABEL };
  const from = end > x(0) ? end + GAP : end;
  const isCrossing = from < x(100) + GAP && from + widthOf(brush, before.label, style) > x(100) - GAP;
  write(brush, before.label, isCrossing ? x(100) + GAP : from, y, style);
}

function drawRow(stage: Stage, top: number, row: Row): void {
  const { brush, x } = stage;
  const [now, before] = [x(shown(row.now)), x(shown(row.before))];
  drawWords(stage, top, row);
  beforeBar(brush, x(0), top + ROW.before, before - x(0));
  targetLine(brush, x(100), top + ROW.now - 25, top + ROW.before + 15);
  drawBefore(stage, top + ROW.before, row, before);
  if (row.reached && now - x(0) > 60) tick(brush, x(0) + 28, top + ROW.now, 10);
  if (isBeyond(row.now)) torn(brush, now - 46, top + ROW.now, ROW.nowThick);
  if (isBeyond(row.before)) torn(brush, before - 46, top + ROW.before, ROW.beforeThick);
}

/** This week's attainment of up to six KPIs next to the week before's, against the 100 % line. Pure. */
export function layoutKpiWeek(spec: KpiWeekSpec, family: string): Layout {
  const rows = spec.rows.slice(0, MOST_KPIS);
  const legend = legendOf(spec);
  const top = headingHeight(spec, rows.length === 0 ? [] : legend);
  const body = Math.max(rows.length, 1) * ROW.height;
  const needs = rows.flatMap(({ now, before }) => [
    { value: shown(now), label: 0 },
    { value: Math.max(shown(before), 100), label: labelRoom(before) },
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
    range: rangeFor(needs, WIDTH - 2 * MARGIN, { min: 0, max: 110 }),
    bars: rows.map(({ now }, index) => ({
      value: shown(now),
      middle: index * ROW.height + ROW.now,
      colour: BLUE,
    })),
    thickness: ROW.nowThick,
    under: each(drawTrack),
    over: each(drawRow),
  });
}
