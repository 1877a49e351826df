import { type Frame, framePlugin, headingHeight, type Layout, SILENT, still } from './frame.ts';
import { MARGIN, WIDTH } from './palette.ts';

/** A picture with one plot below its heading: something over time. */
export interface Plot extends Omit<Frame, 'height'> {
  readonly type: 'bar' | 'line';
  readonly datasets: Layout['config']['data']['datasets'];
  readonly x: { readonly min: number; readonly max: number };
  readonly y: { readonly min: number; readonly max: number };
  /** Pixels of the plot, and of the axis labels below it. */
  readonly plot: number;
  readonly foot: number;
}

/** The configuration of such a picture. Pure. */
export function plotLayout({ type, datasets, x, y, plot, foot, ...frame }: Plot): Layout {
  const top = headingHeight(frame.heading, frame.isEmpty ? [] : frame.legend);
  const height = top + plot + foot;
  return {
    width: WIDTH,
    height,
    config: {
      type,
      data: { datasets },
      options: {
        ...still(),
        layout: { padding: { left: MARGIN, right: MARGIN, top, bottom: foot } },
        scales: {
          x: { ...SILENT, type: 'linear', offset: false, ...x },
          y: { ...SILENT, type: 'linear', ...y },
        },
      },
      plugins: [framePlugin({ ...frame, height })],
    },
  };
}
