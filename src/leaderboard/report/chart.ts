import { toNumber } from '../../kpi/exact.ts';
import type { ChartSpec, Movement as Drawn } from '../../platform/charts/spec.ts';
import { plain } from '../../platform/mrkdwn.ts';
import type { BoardRow } from '../board.ts';
import type { Teller } from '../figures.ts';
import type { PostedBoard } from './blocks.ts';
import { words } from './words.ts';

/** The picture of a posted board: the same rows and figures as the lines beside it. Undefined where nobody has a place. */
export function chartOf(
  rows: readonly BoardRow[],
  about: Pick<PostedBoard, 'team' | 'period' | 'measure'>,
  teller: Teller,
): ChartSpec | undefined {
  if (rows.length === 0) return undefined;
  const say = words(teller.locale);
  return {
    kind: 'leaderboard',
    title: plain(say('chartTitle', { team: about.team, measure: teller.measure(about.measure) })),
    subtitle: teller.dates(about.period),
    empty: say('chartEmpty'),
    teams: [],
    rows: rows.map((row) => {
      const moved = drawn(row.movement, teller);
      return {
        rank: String(row.rank),
        name: plain(row.name),
        value: toNumber(row.value),
        label: teller.value(about.measure, row.value),
        ...(moved === undefined ? {} : { movement: moved }),
      };
    }),
  };
}

function drawn(movement: BoardRow['movement'], { locale, say: brief }: Teller): Drawn | undefined {
  const say = words(locale);
  switch (movement?.kind) {
    case undefined:
      return undefined;
    case 'up': {
      const places = movement.places;
      return { direction: 'up', label: String(places), words: say('chartUp', { places }) };
    }
    case 'down': {
      const places = movement.places;
      return { direction: 'down', label: String(places), words: say('chartDown', { places }) };
    }
    case 'same':
      return { direction: 'same', label: '', words: say('chartSame') };
    case 'new':
      return { direction: 'new', label: brief('new'), words: say('chartNew') };
  }
}
