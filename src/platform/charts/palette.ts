/**
 * Colours and sizes. The hues are Okabe and Ito's set, which people with any of the common colour-vision differences
 * tell apart; nothing is told by colour alone (size, shape or a label says it too). Sizes are pixels of a picture
 * 800 wide: on a phone 360 wide they shrink to 0.45, so nothing readable is under 24.
 */
export const INK = '#1b2430';
export const QUIET = '#566272';
export const FAINT = '#dfe4ea';
export const PAPER = '#ffffff';
export const MINE = '#fdf3d6';

export const BLUE = '#0072b2';
export const SKY = '#bcdcf0';
export const ORANGE = '#b35900';

/** Team colours in the order of `teams`; each is at least 3 : 1 against the paper. */
export const TEAMS = ['#0072b2', '#d55e00', '#009e73', '#b8659a', '#8a6d00', '#3d4a5c'] as const;

/** Bands of evaluations, the best first, then who is not rated: dark at both ends, so that the order reads without hues; `ink` reads on `fill`. */
export const BANDS = [
  { fill: '#00466e', ink: PAPER },
  { fill: '#0072b2', ink: PAPER },
  { fill: '#bcdcf0', ink: INK },
  { fill: '#f2b366', ink: INK },
  { fill: '#9c4a00', ink: PAPER },
  { fill: '#dfe4ea', ink: INK },
] as const;

export const WIDTH = 800;
/** Device pixels per pixel: sharp on phones, and still under 200 kB. */
export const RATIO = 2;
export const MARGIN = 36;

export const SIZE = { title: 36, subtitle: 26, text: 28, small: 24 } as const;
