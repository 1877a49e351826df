import { type Frame, framePlugin, type Layout, SILENT, type Stage, still } from './frame.ts';
import { MARGIN, WIDTH } from './palette.ts';

/** A picture made of rows with horizontal bars, placed to the pixel below its heading. */
export interface Rows extends Frame {
  /** Where the first row begins, and how high all of them are together. */
  readonly top: number;
  readonly body: number;
  readonly left: number;
  /** The values at the left and right edge of the bars' area. */
  readonly range: { readonly min: number; readonly max: number };
  /** `middle` is pixels below `top`. */
  readonly bars: readonly { readonly value: number; readonly middle: number; readonly colour: string }[];
  readonly thickness: number;
}

/** What is drawn for each row in turn: `height` pixels each, the first at `top`. */
export const eachRow =
  <Row>(rows: readonly Row[], top: number, height: number) =>
  (draw: (stage: Stage, top: number, row: Row, index: number) => void) =>
  (stage: Stage): void => {
    for (const [index, row] of rows.entries()) draw(stage, top + index * height, row, index);
  };

/** The range that leaves every bar's label its pixels to the right of the bar. `needs` in the bars' unit and in pixels. */
export function rangeFor(
  needs: readonly { readonly value: number; readonly label: number }[],
  width: number,
  least: { readonly min: number; readonly max: number },
): { min: number; max: number } {
  const min = Math.min(least.min, ...needs.map(({ value }) => value));
  const spans = needs.map(
    ({ value, label }) => ((Math.max(value, 0) - min) * width) / Math.max(width - label, width / 3),
  );
  return { min, max: min + Math.max(least.max - min, ...spans) };
}

/** The configuration of such a picture: bars on a scale of values across and a scale of pixels down. Pure. */
export function rowsLayout(rows: Rows): Layout {
  const { top, body, left, height, range } = rows;
  // A bar of nothing would leave a sliver of its rim.
  const bars = rows.bars.filter(({ value }) => value !== 0);
  return {
    width: WIDTH,
    height,
    config: {
      type: 'bar',
      data: {
        datasets: [
          {
            data: bars.map(({ value, middle }) => ({ x: value, y: middle })),
            backgroundColor: bars.map(({ colour }) => colour),
            barThickness: rows.thickness,
            borderRadius: 6,
            borderSkipped: false,
          },
        ],
      },
      options: {
        ...still(),
        indexAxis: 'y',
        layout: { padding: { left, right: MARGIN, top, bottom: height - top - body } },
        scales: {
          x: { ...SILENT, type: 'linear', ...range },
          y: { ...SILENT, type: 'linear', offset: false, reverse: true, min: 0, max: body },
        },
      },
      plugins: [framePlugin(rows)],
    },
  };
}
