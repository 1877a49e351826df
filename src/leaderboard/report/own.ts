import { escapeText } from '../../platform/mrkdwn.ts';
import { type BoardRow, isEmpty, ownPlace } from '../board.ts';
import { shownName, type Teller } from '../figures.ts';
import type { ReadBoard } from '../reading/index.ts';

/** L-06: somebody's own place of the week with their neighbours, for their private weekly feedback. Pure. */

/** Undefined where there is no board to speak of, where they opted out (L-03), or are none of those whom it is about. */
export function ownWeekText(
  read: Pick<ReadBoard, 'board' | 'candidates' | 'measure'>,
  memberId: string,
  teller: Teller,
): string | undefined {
  const { say } = teller;
  const own = ownPlace(read.board, read.candidates, memberId);
  if (own.kind === 'none' || own.kind === 'hidden' || isEmpty(read.board)) return undefined;
  const measure = escapeText(teller.measure(read.measure));
  const rowOf = ({ rank, name, value }: BoardRow): string =>
    say('rowText', { rank, name: shownName(name), value: teller.value(read.measure, value) });
  switch (own.kind) {
    case 'below the line':
      return say('weekBelow', { measure });
    case 'unranked':
      return say('weekUnranked', { measure, reason: say(`reason-${own.listed.reason}`) });
    case 'ranked': {
      const place = say('weekPlace', { measure, rank: own.row.rank, count: read.board.ranked.length });
      const beside = own.neighbours.filter(({ id }) => id !== memberId).map(rowOf);
      return beside.length === 0 ? place : say('weekBeside', { place, rows: beside.join(say('rowJoin')) });
    }
  }
}
