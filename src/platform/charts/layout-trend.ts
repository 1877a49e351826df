import { type Brush, box, stroke, widthOf, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, type Stage } from './frame.ts';
import { BLUE, FAINT, INK, MARGIN, PAPER, QUIET, SIZE, SKY, WIDTH } from './palette.ts';
import { plotLayout } from './plot.ts';
import type { TrendSpec } from './spec.ts';

const PLOT = 340;
const FOOT = 56;
/** Room for a label above the highest bar and below the lowest, in pixels. */
const HEADROOM = 48;
const TARGET = { colour: INK, width: 4, dash: [12, 8] } as const;
/** Labels shrink to this before every second one is left out. */
const SMALLEST = 20;

const legendOf = ({ legend, targetLabel, points }: TrendSpec): LegendEntry[] => [
  { label: legend.value, width: 36, mark: (brush, x, y) => box(brush, x - 18, y - 12, 36, 24, BLUE) },
  ...(points.some(({ target }) => target !== null)
    ? [
        {
          label: targetLabel === undefined ? legend.target : `${legend.target} ${targetLabel}`,
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
        } satisfies LegendEntry,
      ]
    : []),
];

/** The range of values, with headroom above the highest and, where a value is negative, below the lowest. */
function rangeOf({ points }: TrendSpec): { min: number; max: number } {
  const values = points.flatMap(({ value, target }) => [value ?? 0, target ?? 0]);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const pixels = PLOT - HEADROOM * (low < 0 ? 2 : 1);
  const room = ((high - low || 1) * HEADROOM) / pixels;
  return { min: low < 0 ? low - room : 0, max: high + room || 1 };
}

/** The target's line in steps, one step a week; it stops where there is no target. */
function drawTargets({ brush, x, y }: Stage, { points }: TrendSpec): void {
  const half = (x(1) - x(0)) / 2;
  let steps: [number, number][] = [];
  for (const [index, { target }] of [...points, { target: null }].entries()) {
    if (target !== null) {
      steps.push([x(index) - half, y(target)], [x(index) + half, y(target)]);
    } else if (steps.length > 0) {
      stroke(brush, steps, { colour: PAPER, width: 9 });
      stroke(brush, steps, TARGET);
      steps = [];
    }
  }
}

/** The size at which the widest of the texts fits its slot, as far as it stays readable. */
function sizeFor(brush: Brush, texts: readonly string[], slot: number): number {
  const widest = Math.max(1, ...texts.map((text) => widthOf(brush, text, { size: SIZE.small, bold: true })));
  return Math.max(SMALLEST, Math.min(SIZE.small, (SIZE.small * slot) / widest));
}

/** Where a value's label stands: beyond its bar, and not on the target's line. */
function labelMiddle({ y }: Stage, value: number | null, target: number | null): number {
  if (value !== null && value < 0) return y(value) + 24;
  const middle = y(value ?? 0) - 22;
  return target !== null && Math.abs(middle - y(target)) < 20 ? y(target) - 24 : middle;
}

function drawLabels(stage: Stage, { points }: TrendSpec, floor: number): void {
  const { brush, x } = stage;
  const last = points.length - 1;
  const slot = x(1) - x(0) - 6;
  const sizes = [
    sizeFor(
      brush,
      points.map(({ label }) => label),
      slot,
    ),
    sizeFor(
      brush,
      points.map(({ at }) => at),
      slot,
    ),
  ];
  for (const [index, { at, value, label, target }] of points.entries()) {
    const bold = index === last;
    // Counted from the last, so that the week that matters keeps its label.
    const hasPlace = (text: string, size: number) =>
      (last - index) % 2 === 0 || widthOf(brush, text, { size, bold }) <= slot + 8;
    const [size = SMALLEST, axisSize = SMALLEST] = sizes;
    const style = { align: 'center', bold, rim: PAPER } as const;
    const colour = value === null ? QUIET : INK;
    if (hasPlace(label, size))
      write(brush, label, x(index), labelMiddle(stage, value, target), { ...style, size, colour });
    if (hasPlace(at, axisSize))
      write(brush, at, x(index), floor + 30, { ...style, size: axisSize, colour: bold ? INK : QUIET });
  }
}

/** One bar a week; the last one is filled, those before it are pale with a rim. */
function barsOf({ points }: TrendSpec): Layout['config']['data']['datasets'][number] {
  const last = points.length - 1;
  return {
    data: points.map(({ value }, index) => ({ x: index, y: value })),
    backgroundColor: points.map((_, index) => (index === last ? BLUE : SKY)),
    borderColor: BLUE,
    borderWidth: 2,
    borderRadius: 6,
    barThickness: Math.round(Math.min(96, (0.62 * (WIDTH - 2 * MARGIN)) / Math.max(points.length, 1))),
  };
}

/** Values over some weeks with the target that was in force in each; the last week stands out. Pure. */
export function layoutTrend(spec: TrendSpec, family: string): Layout {
  const count = spec.points.length;
  const right = Math.max(count, 1) - 0.5;
  const legend = legendOf(spec);
  return plotLayout({
    type: 'bar',
    heading: spec,
    legend,
    family,
    isEmpty: count === 0,
    datasets: [barsOf(spec)],
    x: { min: -0.5, max: right },
    y: rangeOf(spec),
    plot: PLOT,
    foot: FOOT,
    under: ({ brush, x, y }) => {
      const ground = [
        [x(-0.5), y(0)],
        [x(right), y(0)],
      ] as const;
      stroke(brush, ground, { colour: FAINT, width: 3 });
    },
    over: (stage) => {
      drawTargets(stage, spec);
      drawLabels(stage, spec, headingHeight(spec, legend) + PLOT);
    },
  });
}
