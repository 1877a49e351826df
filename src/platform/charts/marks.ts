import { type Brush, box, stroke } from './draw.ts';
import { INK, PAPER, QUIET } from './palette.ts';
import type { Movement } from './spec.ts';

/** Shapes that say the same as a colour, for those who see the colour differently. */
export const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;
export type Shape = (typeof SHAPES)[number];

const TRIANGLE = [
  [0, -1],
  [1.1, 0.9],
  [-1.1, 0.9],
] as const;
const DIAMOND = [
  [0, -1.2],
  [1.2, 0],
  [0, 1.2],
  [-1.2, 0],
] as const;
const CROSS = [
  [
    [-1, 0],
    [1, 0],
  ],
  [
    [0, -1],
    [0, 1],
  ],
] as const;
const UPWARDS = [
  [0, -10],
  [11, 8],
  [-11, 8],
] as const;
const DOWNWARDS = [
  [0, 10],
  [11, -8],
  [-11, -8],
] as const;
const LEVEL = [
  [-9, 0],
  [9, 0],
] as const;

const polygon = ({ on }: Brush, points: readonly (readonly [number, number])[], colour: string): void => {
  on.fillStyle = colour;
  on.beginPath();
  for (const [x, y] of points) on.lineTo(x, y);
  on.closePath();
  on.fill();
};

/** Draws a filled shape of radius `r` around (x, y). */
export function shape(brush: Brush, kind: Shape, x: number, y: number, r: number, colour: string): void {
  const at = (points: readonly (readonly [number, number])[]) =>
    points.map(([right, down]) => [x + right * r, y + down * r] as const);
  switch (kind) {
    case 'circle':
      box(brush, x - r, y - r, 2 * r, 2 * r, colour, r);
      break;
    case 'square':
      box(brush, x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, colour, 2);
      break;
    case 'triangle':
      polygon(brush, at(TRIANGLE), colour);
      break;
    case 'diamond':
      polygon(brush, at(DIAMOND), colour);
      break;
    case 'cross':
      for (const line of CROSS) stroke(brush, at(line), { colour, width: r * 0.8 });
  }
}

/** A tick for "reached", white on a dark bar. */
export function tick(brush: Brush, x: number, y: number, size: number, colour = PAPER): void {
  const points = [
    [x - size, y],
    [x - size / 4, y + size * 0.7],
    [x + size, y - size * 0.7],
  ] as const;
  stroke(brush, points, { colour, width: 4 });
}

/** Two slanted white strokes: the bar goes on beyond the picture. */
export function torn(brush: Brush, x: number, y: number, height: number): void {
  for (const shift of [0, 12]) {
    const points = [
      [x + shift - 5, y + height / 2 + 2],
      [x + shift + 5, y - height / 2 - 2],
    ] as const;
    stroke(brush, points, { colour: PAPER, width: 5 });
  }
}

/** Movement as an arrowhead, a dash, or a diamond for "new"; told by shape, not by hue. */
export function movement(brush: Brush, direction: Movement['direction'], x: number, y: number): void {
  const at = (points: readonly (readonly [number, number])[]) =>
    points.map(([right, down]) => [x + right, y + down] as const);
  switch (direction) {
    case 'up':
      polygon(brush, at(UPWARDS), INK);
      break;
    case 'down':
      polygon(brush, at(DOWNWARDS), QUIET);
      break;
    case 'same':
      stroke(brush, at(LEVEL), { colour: QUIET, width: 4 });
      break;
    case 'new':
      shape(brush, 'diamond', x, y, 8, INK);
  }
}
