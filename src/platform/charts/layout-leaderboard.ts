import { box, stroke, widthOf, write } from './draw.ts';
import { headingHeight, type Layout, type LegendEntry, roughWidth, type Stage } from './frame.ts';
import { movement, SHAPES, type Shape, shape } from './marks.ts';
import { BLUE, FAINT, INK, MARGIN, MINE, QUIET, SIZE, TEAMS, WIDTH } from './palette.ts';
import { eachRow, rangeFor, rowsLayout } from './rows.ts';
import { type LeaderboardSpec, MOST_RANKS } from './spec.ts';

type Row = LeaderboardSpec['rows'][number];

/** Pixels of one place: name and movement, then the bar with its value. Rank numbers stand left of both. */
const ROW = { height: 94, words: 28, bar: 66, thick: 28 } as const;
const LEFT = MARGIN + 76;
const MOST_LABEL = 250;
const GAP = 14;

/** A team's colour and shape; beyond six teams the pairs still differ. */
function teamMark(team: number): { colour: string; kind: Shape } {
  return { colour: TEAMS[team % TEAMS.length] ?? BLUE, kind: SHAPES[team % SHAPES.length] ?? 'circle' };
}

const hasTeams = ({ teams }: LeaderboardSpec): boolean => teams.length > 1;

const colourOf = (spec: LeaderboardSpec, { team }: Row): string =>
  team === undefined || !hasTeams(spec) ? BLUE : teamMark(team).colour;

const legendOf = (spec: LeaderboardSpec): LegendEntry[] =>
  (hasTeams(spec) ? spec.teams : []).map((label, team) => {
    const { colour, kind } = teamMark(team);
    return { label, width: 22, mark: (brush, x, y) => shape(brush, kind, x, y, 11, colour) };
  });

function drawUnder({ brush, x }: Stage, top: number, row: Row, isFirst: boolean): void {
  if (row.mine === true) box(brush, MARGIN - 20, top + 2, WIDTH - 2 * MARGIN + 40, ROW.height - 4, MINE, 14);
  if (!isFirst)
    stroke(
      brush,
      [
        [MARGIN, top],
        [WIDTH - MARGIN, top],
      ],
      { colour: FAINT, width: 2 },
    );
  box(brush, x(0) - 2, top + ROW.bar - ROW.thick / 2 - 4, 3, ROW.thick + 8, QUIET, 0);
}

function drawMovement({ brush }: Stage, y: number, { movement: moved }: Row): number {
  if (moved === undefined) return 0;
  const style = { size: SIZE.small, colour: INK, align: 'right', width: 150 } as const;
  const right = WIDTH - MARGIN;
  const label = moved.label === '' ? 0 : write(brush, moved.label, right, y, style) + 10;
  movement(brush, moved.direction, right - label - 11, y);
  return label + 22;
}

function drawRow(stage: Stage, top: number, row: Row, spec: LeaderboardSpec): void {
  const { brush, x } = stage;
  const y = top + ROW.words;
  const size = widthOf(brush, row.rank, { size: 40, bold: true }) > LEFT - MARGIN - 14 ? 28 : 40;
  write(brush, row.rank, MARGIN + 28, top + ROW.height / 2, {
    size,
    bold: true,
    align: 'center',
    width: LEFT - MARGIN - 10,
  });
  const moved = drawMovement(stage, y, row);
  const isTeam = row.team !== undefined && hasTeams(spec);
  if (isTeam) {
    const { colour, kind } = teamMark(row.team ?? 0);
    shape(brush, kind, LEFT + 11, y, 11, colour);
  }
  const left = LEFT + (isTeam ? 36 : 0);
  write(brush, row.name, left, y, { bold: true, width: WIDTH - MARGIN - moved - left - 24 });
  write(brush, row.label, x(Math.max(row.value, 0)) + GAP, top + ROW.bar, { size: 26, width: MOST_LABEL });
}

/** A board of up to ten places (L-01, L-06): rank, name, movement, bar and value. Pure. */
export function layoutLeaderboard(spec: LeaderboardSpec, family: string): Layout {
  const rows = spec.rows.slice(0, MOST_RANKS);
  const legend = legendOf(spec);
  const top = headingHeight(spec, rows.length === 0 ? [] : legend);
  const body = Math.max(rows.length, 1) * ROW.height;
  const needs = rows.map(({ value, label }) => ({
    value,
    label: Math.min(roughWidth(label, 26), MOST_LABEL) + GAP,
  }));
  const each = eachRow(rows, top, ROW.height);
  return rowsLayout({
    heading: spec,
    legend,
    family,
    isEmpty: rows.length === 0,
    top,
    body,
    height: top + body + 20,
    left: LEFT,
    range: rangeFor(needs, WIDTH - LEFT - MARGIN, { min: 0, max: 0.000_001 }),
    bars: rows.map((row, index) => ({
      value: row.value,
      middle: index * ROW.height + ROW.bar,
      colour: colourOf(spec, row),
    })),
    thickness: ROW.thick,
    under: each((stage, y, row, index) => drawUnder(stage, y, row, index === 0)),
    over: each((stage, y, row) => drawRow(stage, y, row, spec)),
  });
}
