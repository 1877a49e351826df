import type { Chart, ChartConfiguration, ChartOptions, Plugin } from 'chart.js';
import { type Brush, box, widthOf, write } from './draw.ts';
import { MARGIN, PAPER, QUIET, RATIO, SIZE, WIDTH } from './palette.ts';
import type { Heading } from './spec.ts';

/** A picture's size in pixels (before the device ratio) and the Chart.js configuration that draws it. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly config: ChartConfiguration<'bar' | 'line'>;
}

/** One legend entry: a mark, drawn around its middle, and its word. */
export interface LegendEntry {
  readonly label: string;
  /** Pixels across. */
  readonly width: number;
  readonly mark: (brush: Brush, x: number, y: number) => void;
}

const LEGEND_LINE = 42;
/** Between a mark and its word, and between two entries. */
const NEAR = 14;
const FAR = 34;

/** A rough width without a canvas: 1 em for CJK and wide marks, 0.6 em for the rest. Never much too small. */
export function roughWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 1 : 0.6;
  return ems * size;
}

/** Breaks the entries into lines by rough widths, so that the height is known before there is a canvas. */
function legendLines(entries: readonly LegendEntry[]): LegendEntry[][] {
  const lines: LegendEntry[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const width = entry.width + NEAR + roughWidth(entry.label, SIZE.small);
    if (x + width > WIDTH - MARGIN) {
      x = MARGIN;
      lines.push([]);
    }
    lines.at(-1)?.push(entry);
    x += width + FAR;
  }
  return lines;
}

/** The height that title, subtitle and legend take, in pixels. */
export function headingHeight(heading: Heading, legend: readonly LegendEntry[]): number {
  const lines = legendLines(legend).length;
  return MARGIN + 44 + (heading.subtitle === undefined ? 0 : 40) + lines * LEGEND_LINE + 22;
}

function drawHeading(brush: Brush, heading: Heading, legend: readonly LegendEntry[]): void {
  const width = WIDTH - 2 * MARGIN;
  const shrunk = widthOf(brush, heading.title, { size: SIZE.title, bold: true }) > width;
  let y = MARGIN + 22;
  write(brush, heading.title, MARGIN, y, { size: shrunk ? 30 : SIZE.title, bold: true, width });
  if (heading.subtitle !== undefined) {
    y += 42;
    write(brush, heading.subtitle, MARGIN, y, { size: SIZE.subtitle, colour: QUIET, width });
  }
  y += 46;
  for (const line of legendLines(legend)) {
    let x = MARGIN;
    for (const { label, mark, width: across } of line) {
      mark(brush, x + across / 2, y);
      x += across + NEAR;
      x += FAR + write(brush, label, x, y, { size: SIZE.small, width: WIDTH - MARGIN - x });
    }
    y += LEGEND_LINE;
  }
}

/** What a picture draws on by itself: a brush, and where values fall. */
export interface Stage {
  readonly brush: Brush;
  /** Pixels from the left, from the top. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** What a picture hands to the frame: its heading, and what to draw under and over Chart.js's own drawing. */
export interface Frame {
  readonly heading: Heading;
  readonly legend: readonly LegendEntry[];
  readonly height: number;
  readonly isEmpty: boolean;
  readonly family: string;
  readonly under?: (stage: Stage) => void;
  readonly over?: (stage: Stage) => void;
}

function stageOf({ ctx, scales }: Chart, family: string): Stage {
  const pixel = (axis: string) => (value: number) => scales[axis]?.getPixelForValue(value) ?? 0;
  return { brush: { on: ctx, family }, x: pixel('x'), y: pixel('y') };
}

/** The plugin that paints paper, heading, legend, and the words for "nothing here". */
export function framePlugin(frame: Frame): Plugin<'bar' | 'line'> {
  const { heading, legend, height, isEmpty, family } = frame;
  return {
    id: 'frame',
    beforeDraw(chart) {
      const { brush } = stageOf(chart, family);
      box(brush, 0, 0, WIDTH, height, PAPER, 0);
      drawHeading(brush, heading, isEmpty ? [] : legend);
      if (!isEmpty) return;
      const style = { align: 'center', colour: QUIET, width: WIDTH - 2 * MARGIN } as const;
      write(brush, heading.empty, WIDTH / 2, (headingHeight(heading, []) + height) / 2, style);
    },
    beforeDatasetsDraw(chart) {
      if (!isEmpty) frame.under?.(stageOf(chart, family));
    },
    afterDatasetsDraw(chart) {
      if (!isEmpty) frame.over?.(stageOf(chart, family));
    },
  };
}

/** The options that every picture shares: no animation, no events, nothing of Chart.js's own words. */
export const still = (): Still => ({
  responsive: false,
  animation: false,
  devicePixelRatio: RATIO,
  events: [],
  plugins: { legend: { display: false }, tooltip: { enabled: false } },
});

type Still = Pick<
  ChartOptions<'bar' | 'line'>,
  'responsive' | 'animation' | 'devicePixelRatio' | 'events'
> & {
  plugins: { legend: { display: false }; tooltip: { enabled: false } };
};

/** A scale that only places things and draws nothing. */
export const SILENT = { display: false, grid: { display: false }, border: { display: false } } as const;
