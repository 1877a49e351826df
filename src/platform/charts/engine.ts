import type { Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { FAMILY, registerFontsFor } from './fonts.ts';
import { layoutOf } from './layout.ts';
import type { ChartSpec } from './spec.ts';

/**
 * One renderer per picture size, kept: each holds a Chart.js and a canvas module of its own, and there are about
 * twenty sizes in all, since heights go by the number of rows and of legend lines.
 */
const renderers = new Map<string, ChartJSNodeCanvas>();

/** Ten teams in the legend, wrapped in unlucky ways, must not keep adding renderers. */
const MOST_RENDERERS = 32;

function rendererFor(width: number, height: number): ChartJSNodeCanvas {
  const size = `${width}x${height}`;
  const kept = renderers.get(size);
  if (kept !== undefined) return kept;
  const made = new ChartJSNodeCanvas({ width, height });
  if (renderers.size >= MOST_RENDERERS) renderers.delete(renderers.keys().next().value ?? '');
  renderers.set(size, made);
  return made;
}

/**
 * Gives a picture's surface (13 MB for a long board) back as soon as its PNG is made. The garbage collector sees only a small
 * object in front of it and would let dozens pile up.
 */
const release: Plugin = {
  id: 'release',
  beforeDestroy({ canvas }) {
    canvas.width = 1;
    canvas.height = 1;
  },
};

/**
 * Draws in this thread and returns a PNG. Blocks for 20 to 100 ms, so only workers and benchmarks call it; between two calls
 * the event loop must turn once, or the canvases' memory is not given back (see `turn`).
 */
export function renderNow(spec: ChartSpec): Buffer {
  registerFontsFor(JSON.stringify(spec));
  const { width, height, config } = layoutOf(spec, FAMILY);
  // The only output that works with this canvas: `renderToBuffer` hands the canvas a callback that it does not know.
  return rendererFor(width, height).renderToBufferSync(
    { ...config, plugins: [...(config.plugins ?? []), release] },
    'image/png',
  );
}

/** One turn of the event loop, in which the canvas frees what the last picture used. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
