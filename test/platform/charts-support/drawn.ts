import { createCanvas, SvgExportFlag } from '@napi-rs/canvas';
import { Chart, type ChartItem } from 'chart.js/auto';
import { FAMILY, registerFontsFor } from '../../../src/platform/charts/fonts.ts';
import { layoutOf } from '../../../src/platform/charts/layout.ts';
import type { ChartSpec } from '../../../src/platform/charts/spec.ts';

/** One run of glyphs as the canvas drew it: its text, and the name in the font file that the glyphs came from. */
export interface Run {
  readonly text: string;
  readonly typeface: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A vector canvas names the font of each run of glyphs; a glyph that no font has leaves no text at all. */
function runsIn(svg: string): Run[] {
  return [...svg.matchAll(/<text[^>]*font-family="([^"]*)"[^>]*>([^<]*)<\/text>/gu)].map(
    ([, typeface, text]) => ({
      typeface: typeface ?? '',
      text: (text ?? '').replace(/&(\w+);/gu, (whole, name: string) => ENTITIES[name] ?? whole),
    }),
  );
}

/** The runs of one text, drawn with the charts' own family list and weight; registers nothing. */
export function runsOf(text: string, weight: 400 | 600): Run[] {
  const canvas = createCanvas(4000, 100, SvgExportFlag.NoPrettyXML);
  const context = canvas.getContext('2d');
  context.font = `${weight} 36px ${FAMILY}`;
  context.fillText(text, 10, 60);
  return runsIn(canvas.getContent().toString());
}

const isItem = (value: unknown): value is ChartItem => typeof value === 'object' && value !== null;

/** All text that the picture of a specification shows, in drawing order and without spaces. */
export function drawnText(spec: ChartSpec): string {
  registerFontsFor(JSON.stringify(spec));
  const { width, height, config } = layoutOf(spec, FAMILY);
  const canvas = createCanvas(width, height, SvgExportFlag.NoPrettyXML);
  const context: unknown = canvas.getContext('2d');
  if (!isItem(context)) throw new Error('The canvas has no context');
  const options = { ...config.options, devicePixelRatio: 1 };
  new Chart(context, { ...config, options }).destroy();
  return runsIn(canvas.getContent().toString())
    .map(({ text }) => text)
    .join('')
    .replace(/\s/gu, '');
}
