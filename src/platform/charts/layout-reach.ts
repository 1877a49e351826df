import { box, stroke, widthOf, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, type Stage } from './frame.ts';
import { BLUE, FAINT, INK, MARGIN, ORANGE, PAPER, QUIET, SIZE, SKY, WIDTH } from './palette.ts';
import { plotLayout } from './plot.ts';
import type { ReachSpec } from './spec.ts';

const PLOT = 380;
const FOOT = 66;
const TARGET = { colour: ORANGE, width: 4 } as const;
const SUGGESTION = { colour: INK, width: 4, dash: [6, 6] } as const;

const line =
  (style: typeof TARGET | typeof SUGGESTION): LegendEntry['mark'] =>
  (brush, x, y) =>
    stroke(
      brush,
      [
        [x - 20, y],
        [x + 20, y],
      ],
      style,
    );

const block =
  (isReached: boolean): LegendEntry['mark'] =>
  (brush, x, y) => {
    box(brush, x - 18, y - 12, 36, 24, BLUE);
    if (!isReached) box(brush, x - 16, y - 10, 32, 20, SKY, 4);
  };

const legendOf = ({ legend, suggestion }: ReachSpec): LegendEntry[] => [
  { label: legend.reached, width: 36, mark: block(true) },
  { label: legend.missed, width: 36, mark: block(false) },
  { label: legend.target, width: 40, mark: line(TARGET) },
  ...(suggestion === undefined ? [] : [{ label: legend.suggestion, width: 40, mark: line(SUGGESTION) }]),
];

function rangeOf({ values, target, suggestion }: ReachSpec): { min: number; max: number } {
  const all = [...values.map(({ value }) => value), ...target.values, suggestion?.value ?? 0];
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const room = (high - low || 1) * 0.16;
  return { min: low < 0 ? low - room : 0, max: high + room };
}

/** One bar for each value, side by side without a gap where there are many. */
function barsOf({ values }: ReachSpec): Layout['config']['data']['datasets'][number] {
  const slot = (WIDTH - 2 * MARGIN) / Math.max(values.length, 1);
  return {
    data: values.map(({ value }, index) => ({ x: index + 0.5, y: value })),
    backgroundColor: values.map(({ reached }) => (reached ? BLUE : SKY)),
    borderColor: BLUE,
    borderWidth: slot > 14 ? 2 : 0,
    borderRadius: slot > 14 ? 5 : 0,
    barThickness: slot > 6 ? Math.min(60, slot * 0.78) : slot + 0.5,
  };
}

const LABEL = { bold: true, rim: PAPER, width: 420 } as const;
/** So near the other line a label would be crossed by it. */
const NEAR = 34;

/** What is suggested: from the best to the last of those who would have reached it, and down to their share. */
function drawSuggestion({ brush, x, y }: Stage, { suggestion, values, target }: ReachSpec): void {
  if (suggestion === undefined) return;
  const at = x((values.length * suggestion.share) / 100);
  const points = [
    [x(0), y(suggestion.value)],
    [at, y(suggestion.value)],
    [at, y(0)],
  ] as const;
  stroke(brush, points, { colour: PAPER, width: 9 });
  stroke(brush, points, SUGGESTION);
  const away = y(suggestion.value) - y(Math.max(...target.values));
  const middle = y(suggestion.value) + (Math.abs(away) < NEAR ? Math.sign(away) * 26 : 0);
  write(brush, suggestion.label, at + 12, Math.min(middle, y(0) - 20), LABEL);
}

/** The target across all values; its label at the right, below the line where the suggestion's stands above it. */
function drawTarget({ brush, x, y }: Stage, { target, values, suggestion }: ReachSpec): void {
  for (const value of target.values) {
    const points = [
      [x(0), y(value)],
      [x(values.length), y(value)],
    ] as const;
    stroke(brush, points, { colour: PAPER, width: 9 });
    stroke(brush, points, TARGET);
  }
  const top = y(Math.max(...target.values));
  const left = WIDTH - MARGIN - widthOf(brush, target.label, LABEL);
  const isTaken =
    suggestion !== undefined &&
    Math.abs(top - 24 - y(suggestion.value)) < NEAR &&
    x((values.length * suggestion.share) / 100) + 24 + widthOf(brush, suggestion.label, LABEL) > left;
  const middle = isTaken && top + 46 < y(0) ? top + 26 : top - 24;
  write(brush, target.label, WIDTH - MARGIN, middle, { ...LABEL, align: 'right', colour: ORANGE });
}

/** The thresholds, and the share that would have reached it, below the bars. */
function drawShares({ brush, x, y }: Stage, spec: ReachSpec, floor: number): void {
  const count = spec.values.length;
  const { share, label } = spec.reached;
  const mine = { share, label, isBold: true };
  const others = spec.marks.map((mark) => ({ ...mark, isBold: false }));
  const taken: [number, number][] = [];
  for (const mark of [mine, ...others]) {
    const style = { size: SIZE.small, bold: mark.isBold, colour: mark.isBold ? INK : QUIET } as const;
    const half = widthOf(brush, mark.label, style) / 2;
    const at = x((count * mark.share) / 100);
    const middle = Math.max(MARGIN + half, Math.min(at, WIDTH - MARGIN - half));
    stroke(
      brush,
      [
        [at, y(0)],
        [at, floor + 12],
      ],
      { colour: mark.isBold ? INK : QUIET, width: 3 },
    );
    if (taken.some(([from, to]) => middle - half < to && middle + half > from)) continue;
    taken.push([middle - half - 16, middle + half + 16]);
    write(brush, mark.label, middle, floor + 34, { ...style, align: 'center' });
  }
}

/** T-07: every value of the history, best first, against the target: where the line crosses is the share that would have reached it. Pure. */
export function layoutReach(spec: ReachSpec, family: string): Layout {
  const count = Math.max(spec.values.length, 1);
  const legend = legendOf(spec);
  return plotLayout({
    type: 'bar',
    heading: spec,
    legend,
    family,
    isEmpty: spec.values.length === 0,
    datasets: [barsOf(spec)],
    x: { min: 0, max: count },
    y: rangeOf(spec),
    plot: PLOT,
    foot: FOOT,
    under: ({ brush, x, y }) => {
      const ground = [
        [x(0), y(0)],
        [x(count), y(0)],
      ] as const;
      stroke(brush, ground, { colour: FAINT, width: 3 });
    },
    over: (stage) => {
      drawTarget(stage, spec);
      drawSuggestion(stage, spec);
      drawShares(stage, spec, headingHeight(spec, legend) + PLOT);
    },
  });
}
