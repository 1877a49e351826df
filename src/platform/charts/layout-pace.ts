import { box, type LineStyle, stroke, widthOf, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, type Stage } from './frame.ts';
import { shape } from './marks.ts';
import { BLUE, FAINT, MARGIN, ORANGE, PAPER, QUIET, SIZE, WIDTH } from './palette.ts';
import { plotLayout } from './plot.ts';
import type { PaceSpec } from './spec.ts';
import { spaced } from './text.ts';

const PLOT = 380;
const FOOT = 60;
const EXPECTED = { colour: QUIET, width: 4, dash: [14, 9] } as const;
const TARGET = { colour: ORANGE, width: 4 } as const;

const FORECAST = { colour: BLUE, width: 4, dash: [4, 8] } as const;
const BAND = 'rgba(0, 114, 178, 0.22)';

/** A stroke as it stands in the legend. */
const sample =
  (style: LineStyle): LegendEntry['mark'] =>
  (brush, x, y) =>
    stroke(
      brush,
      [
        [x - 20, y],
        [x + 20, y],
      ],
      style,
    );

const hasExpected = ({ days }: PaceSpec): boolean => days.some(({ expected }) => expected !== null);

function legendOf(spec: PaceSpec): LegendEntry[] {
  const { legend, forecast } = spec;
  const actual: LegendEntry = {
    label: legend.actual,
    width: 40,
    mark: (brush, x, y) => {
      sample({ colour: BLUE, width: 7 })(brush, x, y);
      shape(brush, 'circle', x, y, 9, BLUE);
    },
  };
  const band: LegendEntry['mark'] = (brush, x, y) => {
    box(brush, x - 20, y - 12, 40, 24, BAND, 0);
    sample(FORECAST)(brush, x, y);
  };
  return [
    actual,
    ...(hasExpected(spec) ? [{ label: legend.expected, width: 40, mark: sample(EXPECTED) }] : []),
    ...(forecast === undefined ? [] : [{ label: forecast.label, width: 40, mark: band }]),
    { label: legend.target, width: 40, mark: sample(TARGET) },
  ];
}

/** The index of the last day that has an actual value, or −1. */
export const lastActual = ({ days }: PaceSpec): number => days.findLastIndex(({ actual }) => actual !== null);

/** Where "now" stands on the axis of days, and the figures there; undefined without any actual value. */
export function nowOf(spec: PaceSpec): { at: number; actual: number; expected: number | null } | undefined {
  const index = lastActual(spec);
  const day = spec.days[index];
  if (day === undefined || day.actual === null) return undefined;
  const { fraction, expected } = spec.now ?? { fraction: 1, expected: day.expected };
  return { at: index + fraction, actual: day.actual, expected };
}

function rangeOf({ days, target, forecast }: PaceSpec): { min: number; max: number } {
  const values = days.flatMap(({ expected, actual }) => [expected ?? 0, actual ?? 0]);
  const ends = forecast === undefined ? [] : [forecast.low, forecast.high];
  const [low, high] = [
    Math.min(0, target.value, ...values, ...ends),
    Math.max(0, target.value, ...values, ...ends),
  ];
  const room = (high - low || 1) * 0.16;
  return { min: low < 0 ? low - room : 0, max: high + room };
}

function drawUnder(stage: Stage, spec: PaceSpec): void {
  const { brush, x, y } = stage;
  const { days, target } = spec;
  const across = (value: number) =>
    [
      [x(0), y(value)],
      [x(days.length), y(value)],
    ] as const;
  for (const part of [0.25, 0.5, 0.75])
    stroke(brush, across(target.value * part), { colour: FAINT, width: 2 });
  drawBand(stage, spec);
  stroke(brush, across(0), { colour: QUIET, width: 3 });
  stroke(brush, across(target.value), TARGET);
}

/** K-07: from now to the end of the period, as wide as the interval; the middle is the forecast itself. */
function drawBand({ brush, x, y }: Stage, spec: PaceSpec): void {
  const { forecast, days } = spec;
  const now = nowOf(spec);
  if (forecast === undefined || now === undefined) return;
  const { on } = brush;
  const [from, to] = [x(now.at), x(days.length)];
  on.fillStyle = BAND;
  on.beginPath();
  on.moveTo(from, y(now.actual));
  on.lineTo(to, y(forecast.high));
  on.lineTo(to, y(forecast.low));
  on.closePath();
  on.fill();
  stroke(
    brush,
    [
      [from, y(now.actual)],
      [to, y(forecast.value)],
    ],
    FORECAST,
  );
}

/** One of today's figures: above its point and to the left, or below and to the right, as far as there is room. */
function drawFigure(
  { brush, y }: Stage,
  at: number,
  figure: { text: string; value: number; isAbove: boolean; colour: string },
): void {
  const { text, value, isAbove, colour } = figure;
  const style = { bold: true, colour, rim: PAPER, width: 300 } as const;
  const width = Math.min(widthOf(brush, text, style), style.width) + 14;
  const isLeft = isAbove ? at - width > MARGIN : at + width > WIDTH - MARGIN;
  const middle = isAbove ? y(value) - 28 : Math.min(y(value) + 30, y(0) - 22);
  write(brush, text, at + (isLeft ? -14 : 14), middle, { ...style, align: isLeft ? 'right' : 'left' });
}

/** The target's words, over whatever crosses them. */
function drawTarget({ brush, x, y }: Stage, { target }: PaceSpec): void {
  const style = { bold: true, colour: ORANGE, rim: PAPER, width: 420 } as const;
  write(brush, target.label, x(0) + 4, y(target.value) - 24, style);
}

/** Two figures nearer than this would cover each other; then what is there stands alone. */
const NEAR = 30;

function drawToday(stage: Stage, spec: PaceSpec): void {
  const { brush, x, y } = stage;
  const now = nowOf(spec);
  if (now === undefined) return;
  const at = x(now.at);
  const isAhead = now.expected === null || now.actual >= now.expected;
  if (now.expected !== null) shape(brush, 'circle', at, y(now.expected), 8, QUIET);
  shape(brush, 'circle', at, y(now.actual), 15, PAPER);
  shape(brush, 'circle', at, y(now.actual), 11, BLUE);
  if (now.expected !== null && Math.abs(y(now.expected) - y(now.actual)) >= NEAR)
    drawFigure(stage, at, {
      text: spec.expectedLabel,
      value: now.expected,
      isAbove: !isAhead,
      colour: QUIET,
    });
  drawFigure(stage, at, { text: spec.actualLabel, value: now.actual, isAbove: isAhead, colour: BLUE });
}

function drawDays({ brush, x }: Stage, spec: PaceSpec, floor: number): void {
  const style = { size: SIZE.small, colour: QUIET, align: 'center' } as const;
  const places = spec.days.map(({ at }, index) => {
    const width = widthOf(brush, at, style);
    return {
      width,
      middle: Math.max(MARGIN + width / 2, Math.min(x(index + 1), WIDTH - MARGIN - width / 2)),
    };
  });
  for (const index of spaced(places, 26)) {
    write(brush, spec.days[index]?.at ?? '', places[index]?.middle ?? 0, floor + 32, style);
  }
}

/** Lines begin at zero before the first day; point i + 1 is the end of day i, the last actual one stands at now. */
function linesOf(spec: PaceSpec): Layout['config']['data']['datasets'] {
  const { days } = spec;
  const now = nowOf(spec);
  const last = lastActual(spec);
  // What accrues begins at zero; a ratio begins with its first figure. Not-a-number is Chart.js's word for "the line ends here".
  const line = (values: readonly (number | null)[]) => [
    { x: 0, y: hasExpected(spec) ? 0 : Number.NaN },
    ...values.map((value, index) => ({ x: index + 1, y: value ?? Number.NaN })),
  ];
  const actual = line(days.map((day) => day.actual)).map((point, index) =>
    index === last + 1 && now !== undefined ? { ...point, x: now.at } : point,
  );
  const shared = { pointRadius: 0, tension: 0, borderJoinStyle: 'round' } as const;
  return [
    {
      ...shared,
      data: actual,
      borderColor: BLUE,
      borderWidth: 7,
      backgroundColor: 'rgba(0, 114, 178, 0.13)',
      fill: 'origin',
    },
    {
      ...shared,
      data: line(days.map(({ expected }) => expected)),
      borderColor: EXPECTED.colour,
      borderWidth: EXPECTED.width,
      borderDash: [...EXPECTED.dash],
    },
  ];
}

/** Cumulative actual beside the expected line that working days bend, with the target in force (T-03, K-01) and the forecast (K-07). Pure. */
export function layoutPace(spec: PaceSpec, family: string): Layout {
  const legend = legendOf(spec);
  return plotLayout({
    type: 'line',
    heading: spec,
    legend,
    family,
    isEmpty: spec.days.length === 0,
    datasets: linesOf(spec),
    x: { min: 0, max: Math.max(spec.days.length, 1) },
    y: rangeOf(spec),
    plot: PLOT,
    foot: FOOT,
    under: (stage) => drawUnder(stage, spec),
    over: (stage) => {
      drawTarget(stage, spec);
      drawToday(stage, spec);
      drawDays(stage, spec, headingHeight(spec, legend) + PLOT);
    },
  });
}
