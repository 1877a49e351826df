import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesInMessage } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import {
  about,
  contributionLines,
  experimentLine,
  type Frame,
  lineText,
  outcomeText,
  pastLine,
  varianceLine,
} from '../phrases.ts';
import { words } from '../words.ts';
import { type Archived, PAGE } from './search.ts';

/** One page of the archive; `typed`: what was searched for. */
export function archiveReply(all: readonly Archived[], page: number, typed: string, frame: Frame): Reply {
  const say = words(frame.locale);
  const shown = typed.slice(0, 60);
  const asked = { words: plainInMrkdwn(shown) };
  if (all.length === 0) {
    const text = typed === '' ? say('archiveNone') : say('archiveNothing', asked);
    return { text, blocks: [header(say('archiveTitle')), section(text)] };
  }
  const start = page * PAGE;
  const items = all.slice(start, start + PAGE).map(({ retro, experiments }) => {
    const top = retro.contributions.find(({ votes }) => (votes ?? 0) > 0);
    const lines = [
      say('archiveLine', about(frame, retro)),
      ...(top === undefined ? [] : [say('archiveTop', { text: lineText(top.text, 150) })]),
      ...experiments.map((one) => experimentLine(one, frame)),
    ];
    return [section(lines.join('\n')), actions(button(say('archiveOpen'), 'retro.read', retro.id))];
  });
  const more = button(say('archiveMore'), 'retro.older', `${page + 1}|${shown}`);
  const count = typed === '' ? [] : [context(say('archiveFound', { ...asked, count: all.length }))];
  return {
    text: say('archiveTitle'),
    blocks: inMessage(
      [header(say('archiveTitle')), ...count],
      items,
      all.length > start + PAGE ? [actions(more)] : [],
      frame.locale,
    ),
  };
}

/** One retrospective, for whoever was not there: what was found, written, decided, and what became of it. */
export function archivedReply({ retro, experiments }: Archived, frame: Frame): Reply {
  const say = words(frame.locale);
  const { period } = about(frame, retro);
  const past = retro.lastTime.map((one) => pastLine(one, frame));
  const variances = retro.variances.map((one) => varianceLine(one, frame)).filter((line) => line !== '');
  const decided = experiments.map(
    (one) => `${experimentLine(one, frame)}: ${outcomeText(one.outcome, frame.locale)}`,
  );
  const lines = [
    ...(past.length === 0 ? [] : [say('lastTime'), ...past, '']),
    ...(variances.length === 0 ? [] : [say('variances'), ...variances, '']),
    ...contributionLines(retro.contributions, frame.locale),
    say('experiments'),
    ...(decided.length === 0 ? [say('experimentsNone')] : decided),
  ];
  const days = [retro.openedOn, retro.closedOn ?? retro.openedOn].map((date) =>
    formatDate(date, frame.locale, true),
  );
  return {
    text: say('text', about(frame, retro)),
    blocks: linesInMessage(
      [header(say('title', { team: frame.teams.get(retro.teamId) ?? '', period }))],
      lines,
      [context([...new Set(days)].join(' – ')), actions(button(say('archive'), 'retro.archive', ''))],
      frame.locale,
    ),
  };
}
