import type { SKRSContext2D } from '@napi-rs/canvas';
import { INK, SIZE } from './palette.ts';
import { shorten } from './text.ts';

/** What the helpers draw on: the chart's 2D context, and the family list of the bundled fonts. */
export interface Brush {
  readonly on: SKRSContext2D;
  readonly family: string;
}

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Longer text is shortened with an ellipsis. */
  readonly width?: number;
  /** A rim of this colour keeps the text readable where it crosses lines. */
  readonly rim?: string;
}

function setFont({ on, family }: Brush, { size = SIZE.text, bold = false }: TextStyle): void {
  on.font = `${bold ? 600 : 400} ${size}px ${family}`;
}

/** How wide the text would be, in pixels. */
export function widthOf(brush: Brush, text: string, style: TextStyle = {}): number {
  setFont(brush, style);
  return brush.on.measureText(text).width;
}

/** Draws one line of text with its middle at `y`; returns the width it took. */
export function write(brush: Brush, text: string, x: number, y: number, style: TextStyle = {}): number {
  const { on } = brush;
  setFont(brush, style);
  const shown = shorten(text, style.width ?? Number.POSITIVE_INFINITY, (part) => on.measureText(part).width);
  on.textAlign = style.align ?? 'left';
  // The middle of the capitals, by hand: `textBaseline` "middle" sits differently for Latin and Chinese text.
  on.textBaseline = 'alphabetic';
  const baseline = y + (style.size ?? SIZE.text) * 0.36;
  if (style.rim !== undefined) {
    on.lineWidth = 8;
    on.lineJoin = 'round';
    on.strokeStyle = style.rim;
    on.strokeText(shown, x, baseline);
  }
  on.fillStyle = style.colour ?? INK;
  on.fillText(shown, x, baseline);
  return on.measureText(shown).width;
}

export interface LineStyle {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

/** A line through the points. */
export function stroke(
  { on }: Brush,
  points: readonly (readonly [number, number])[],
  style: LineStyle,
): void {
  on.save();
  on.strokeStyle = style.colour;
  on.lineWidth = style.width;
  on.setLineDash([...(style.dash ?? [])]);
  on.beginPath();
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) on.moveTo(x, y);
    else on.lineTo(x, y);
  }
  on.stroke();
  on.restore();
}

/** A filled box with round corners. */
export function box(
  { on }: Brush,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  radius = 6,
): void {
  if (width <= 0) return;
  on.fillStyle = colour;
  on.beginPath();
  on.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
  on.fill();
}
