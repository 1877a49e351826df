import { kindOf } from '../kpi/period.ts';
import { actions, button, context, header, type Reply, section } from '../platform/blocks.ts';
import { linesInMessage } from '../platform/fit.ts';
import { LEAST_PEOPLE, MOST_VOTES } from './bag/bag.ts';
import { about, contributionLines, experimentLine, type Frame, pastLine, varianceLine } from './phrases.ts';
import type { Experiment, Retro } from './retro.ts';
import { words } from './words.ts';

/** What the team's channel reads: the message that opens a retrospective, and what is said in its thread. */

const limits = { least: LEAST_PEOPLE, most: MOST_VOTES };

export const keysOf = (retroId: string) => ({
  opened: `retro:${retroId}:opened`,
  revealed: `retro:${retroId}:revealed`,
  counted: `retro:${retroId}:counted`,
  closed: `retro:${retroId}:closed`,
});

/** The key of the message that opened it: the lead's act, or the report of its period. */
export function openingKeyOf(retro: Pick<Retro, 'id' | 'teamId' | 'periodKey' | 'facilitatorId'>): string {
  const { id, teamId, periodKey, facilitatorId } = retro;
  if (facilitatorId !== null) return keysOf(id).opened;
  return `${kindOf(periodKey) === 'month' ? 'monthly-retro' : 'quarterly-retro'}:${teamId}:${periodKey}:retro`;
}

export function openedReply(retro: Retro, hasTargets: boolean, frame: Frame): Reply {
  const say = words(frame.locale);
  const which = about(frame, retro);
  const past = retro.lastTime.map((one) => pastLine(one, frame));
  const found = retro.variances.map((one) => varianceLine(one, frame)).filter((line) => line !== '');
  const none = hasTargets ? say('variancesNone') : say('targetsNone', which);
  return {
    text: say('text', which),
    blocks: [
      header(say('title', { team: frame.teams.get(retro.teamId) ?? '', period: which.period })),
      section([say('lastTime'), ...(past.length === 0 ? [say('lastNone')] : past)].join('\n')),
      section([say('variances'), ...(found.length === 0 ? [none] : found)].join('\n')),
      section(say('ask', limits)),
      actions(button(say('contribute'), 'retro.contribute', retro.id, 'primary')),
    ],
  };
}

/** To the whole team: it is still collected. */
export function remindReply(retro: Retro, frame: Frame): Reply {
  const say = words(frame.locale);
  const text = say('remindText', limits);
  const contribute = button(say('contribute'), 'retro.contribute', retro.id, 'primary');
  return { text, blocks: [section(text), actions(contribute)] };
}

export function revealedReply(retro: Retro, frame: Frame): Reply {
  const say = words(frame.locale);
  const title = say('voteTitle', about(frame, retro));
  return {
    text: say('text', about(frame, retro)),
    blocks: linesInMessage(
      [section(title)],
      contributionLines(retro.contributions, frame.locale),
      [section(say('askVote', limits)), actions(button(say('vote'), 'retro.vote', retro.id, 'primary'))],
      frame.locale,
    ),
  };
}

export function countedReply(retro: Retro, frame: Frame): Reply {
  const say = words(frame.locale);
  const isKnown = retro.contributions.some(({ votes }) => votes !== null);
  const few = isKnown ? [] : [context(say('countedFew', limits))];
  return {
    text: say('text', about(frame, retro)),
    blocks: linesInMessage(
      [section(say('countedTitle', about(frame, retro)))],
      contributionLines(retro.contributions, frame.locale),
      [...few, section(say('askDecide'))],
      frame.locale,
    ),
  };
}

export function closedReply(retro: Retro, experiments: readonly Experiment[], frame: Frame): Reply {
  const say = words(frame.locale);
  const lines = experiments.map((one) => experimentLine(one, frame));
  const unseen = retro.contributions.length === 0 ? [context(say('closedUnseen'))] : [];
  return {
    text: say('text', about(frame, retro)),
    blocks: [
      section(say('closedTitle', about(frame, retro))),
      section([say('experiments'), ...(lines.length === 0 ? [say('experimentsNone')] : lines)].join('\n')),
      ...unseen,
      context(say('closedHow')),
    ],
  };
}
