import { createCanvas } from '@napi-rs/canvas';
import { Chart, type ChartItem } from 'chart.js/auto';
import { turn } from '../src/platform/charts/engine.ts';
import { FAMILY, registerFontsFor } from '../src/platform/charts/fonts.ts';
import { type ChartSpec, type Charts, createCharts } from '../src/platform/charts/index.ts';
import { layoutOf } from '../src/platform/charts/layout.ts';
import { samples } from '../test/platform/charts-support/samples.ts';
import type { Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';

const SPECS: readonly ChartSpec[] = Object.values(samples);
const ROUNDS = 15;
const CHARTS = 500;
const EDGE = 50;

/** RSS that 450 more charts may add before it counts as a leak: the allocator's own breathing. */
const FLAT = 1.1;

const isItem = (value: unknown): value is ChartItem => typeof value === 'object' && value !== null;

/** The same configuration and size, by Chart.js alone on the same canvas, in this thread. */
async function straight(spec: ChartSpec): Promise<Buffer> {
  const { width, height, config } = layoutOf(spec, FAMILY);
  const canvas = createCanvas(width, height);
  const context: unknown = canvas.getContext('2d');
  if (!isItem(context)) throw new Error('The canvas has no context');
  const chart = new Chart(context, config);
  const png = canvas.toBuffer('image/png');
  chart.destroy();
  await turn();
  return png;
}

async function timed(work: () => Promise<Buffer>): Promise<{ ms: number; bytes: number }> {
  const start = performance.now();
  const png = await work();
  return { ms: performance.now() - start, bytes: png.length };
}

async function speed(charts: Charts): Promise<BenchResult> {
  for (const spec of SPECS) {
    registerFontsFor(JSON.stringify(spec));
    const [ours, theirs] = [await charts.render(spec), await straight(spec)];
    if (!ours.equals(theirs)) throw new Error(`The two pictures of "${spec.title}" differ`);
  }
  const spent = { ours: 0, theirs: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const spec of SPECS) {
      const isFirst = round % 2 === 0;
      if (isFirst) spent.ours += (await timed(() => charts.render(spec))).ms;
      spent.theirs += (await timed(() => straight(spec))).ms;
      if (!isFirst) spent.ours += (await timed(() => charts.render(spec))).ms;
    }
  }
  const perSecond = (ms: number) => (1000 * ROUNDS * SPECS.length) / ms;
  const ratio = spent.theirs / spent.ours;
  return {
    name: 'charts: speed',
    what: `Charts a second, one thread, warm, ${SPECS.length} different ones, byte for byte the same picture`,
    ours: perSecond(spent.ours),
    theirs: perSecond(spent.theirs),
    unit: 'charts/s',
    ratio,
    aim: '≥ 0.8 ×',
    met: ratio >= 0.8,
    notes: [
      'ours: through the worker thread and back; theirs: Chart.js straight on the canvas in the main thread',
    ],
  };
}

async function memory(charts: Charts): Promise<BenchResult> {
  const resident: number[] = [];
  for (let index = 0; index < CHARTS; index += 1) {
    const spec = SPECS[index % SPECS.length];
    if (spec !== undefined) await charts.render(spec);
    resident.push(process.memoryUsage.rss() / 1_000_000);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, last] = [mean(resident.slice(0, EDGE)), mean(resident.slice(-EDGE))];
  return {
    name: 'charts: memory',
    what: `Resident memory over ${CHARTS} charts: the last ${EDGE} (ours) beside the first ${EDGE} (theirs)`,
    ours: last,
    theirs: first,
    unit: 'MB',
    ratio: last / first,
    aim: `flat (≤ ${FLAT} ×)`,
    met: last / first <= FLAT,
    notes: [`highest ${Math.round(Math.max(...resident))} MB`],
  };
}

/** Charts a second beside Chart.js drawn straight on the canvas, and memory over 500 charts. */
async function run(): Promise<BenchResult[]> {
  const made = createCharts({ maxThreads: 1 });
  try {
    return [await memory(made), await speed(made)];
  } finally {
    await made.close();
  }
}

export const charts: Benchmark = { name: 'charts', run };
