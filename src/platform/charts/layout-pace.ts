import { stroke, widthOf, write } from './draw.ts';
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

const legendOf = ({ legend }: PaceSpec): LegendEntry[] => [
  {
    label: legend.actual,
    width: 40,
    mark: (brush, x, y) => {
      stroke(
        brush,
        [
          [x - 20, y],
          [x + 20, y],
        ],
        { colour: BLUE, width: 7 },
      );
      shape(brush, 'circle', x, y, 9, BLUE);
    },
  },
  {
    label: legend.expected,
    width: 40,
    mark: (brush, x, y) =>
      stroke(
        brush,
        [
          [x - 20, y],
          [x + 20, y],
        ],
        EXPECTED,
      ),
  },
  {
    label: legend.target,
    width: 40,
    mark: (brush, x, y) =>
      stroke(
        brush,
        [
          [x - 20, y],
          [x + 20, y],
        ],
        TARGET,
      ),
  },
];

/** The index of the last day that has an actual value, or −1. */
export const lastActual = ({ days }: PaceSpec): number => days.findLastIndex(({ actual }) => actual !== null);

function rangeOf({ days, target }: PaceSpec): { min: number; max: number } {
  const values = days.flatMap(({ expected, actual }) => [expected, actual ?? 0]);
  const [low, high] = [Math.min(0, target.value, ...values), Math.max(0, target.value, ...values)];
  const room = (high - low || 1) * 0.16;
  return { min: low < 0 ? low - room : 0, max: high + room };
}

function drawUnder({ brush, x, y }: Stage, { days, target }: PaceSpec): void {
  const across = (value: number) =>
    [
      [x(0), y(value)],
      [x(days.length), y(value)],
    ] as const;
  for (const part of [0.25, 0.5, 0.75])
    stroke(brush, across(target.value * part), { colour: FAINT, width: 2 });
  stroke(brush, across(0), { colour: QUIET, width: 3 });
  stroke(brush, across(target.value), TARGET);
  write(brush, target.label, x(0) + 4, y(target.value) - 24, { bold: true, colour: ORANGE, width: 420 });
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

function drawToday(stage: Stage, spec: PaceSpec): void {
  const { brush, x, y } = stage;
  const index = lastActual(spec);
  const day = spec.days[index];
  if (day === undefined || day.actual === null) return;
  const at = x(index + 1);
  const isAhead = day.actual >= day.expected;
  shape(brush, 'circle', at, y(day.expected), 8, QUIET);
  shape(brush, 'circle', at, y(day.actual), 15, PAPER);
  shape(brush, 'circle', at, y(day.actual), 11, BLUE);
  drawFigure(stage, at, { text: spec.expectedLabel, value: day.expected, isAbove: !isAhead, colour: QUIET });
  drawFigure(stage, at, { text: spec.actualLabel, value: day.actual, isAbove: isAhead, colour: BLUE });
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

/** Lines begin at zero before the first day; point i + 1 is the end of day i. */
function linesOf({ days }: PaceSpec): Layout['config']['data']['datasets'] {
  const line = (values: readonly (number | null)[]) => [
    { x: 0, y: 0 },
    // Not-a-number is Chart.js's word for "the line ends here".
    ...values.map((value, index) => ({ x: index + 1, y: value ?? Number.NaN })),
  ];
  const shared = { pointRadius: 0, tension: 0, borderJoinStyle: 'round' } as const;
  return [
    {
      ...shared,
      data: line(days.map(({ actual }) => actual)),
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

/** Cumulative actual beside the expected line that working days bend, with the target in force (T-03, K-01). Pure. */
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
      drawToday(stage, spec);
      drawDays(stage, spec, headingHeight(spec, legend) + PLOT);
    },
  });
}
