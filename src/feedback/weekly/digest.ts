import type { KnownBlock } from '@slack/types';
import type { Standing } from '../../goals/standing.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { header, type Reply, section } from '../../platform/blocks.ts';
import { linesWithin, namesWithin } from '../../platform/fit.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import { standingText } from '../blocks.ts';
import type { Teller } from '../figures.ts';
import { gapFigures } from './blocks.ts';
import type { Hold } from './hold.ts';
import type { RepWeek } from './week.ts';
import { digestWhyText } from './why.ts';
import { words } from './words.ts';

/** What the manager's digest is made of: exceptions, not tables. */
export interface Digest {
  team: string;
  weekName: string;
  weekEnd: LocalDate;
  /** The team's own targets as of the week's end. */
  standings: readonly Standing[];
  people: readonly { name: string; week: RepWeek }[];
  /** Teams right below it, whose people count in its figures and have a digest of their own. */
  below?: readonly string[];
  /** Who said in this week that they are unsure of a target, and what is in the way: lines, in the reader's language. */
  unsure?: readonly string[];
  /** Proposals that wait for an answer. */
  proposals: number;
}

const shownAtMost = 8;

/** The manager's digest: the team against its targets, who needs attention and why, who is silent, away or without a target. */
export function digestReply(digest: Digest, teller: Teller): Reply {
  const say = words(teller.locale);
  const team = escapeText(digest.team);
  const blocks: KnownBlock[] = [
    header(say('digestTitle', { team: digest.team, week: digest.weekName })),
    section(
      digest.standings.length === 0
        ? say('digestNoTeamTarget', { team })
        : linesWithin(
            [
              say('digestTeam'),
              ...digest.standings.map((standing) => standingText(standing, teller, digest.weekEnd)),
            ],
            teller.locale,
          ),
    ),
    ...belowLine(digest, teller),
    ...exceptions(digest, teller),
    ...unsureLine(digest, teller),
  ];
  return { text: say('digestText', { team, week: digest.weekName }), blocks };
}

function belowLine({ below = [] }: Digest, teller: Teller): KnownBlock[] {
  if (below.length === 0) return [];
  const names = namesWithin(below.map(escapeText), teller.locale);
  return [section(words(teller.locale)('digestBelow', { names }))];
}

function unsureLine({ unsure = [] }: Digest, teller: Teller): KnownBlock[] {
  return unsure.length === 0 ? [] : [section(linesWithin(unsure, teller.locale))];
}

function exceptions({ people, proposals, below = [] }: Digest, teller: Teller): KnownBlock[] {
  const say = words(teller.locale);
  if (people.length === 0 && below.length > 0) return [];
  if (people.length === 0) return [section(say('digestNobody'))];
  const attention = people.flatMap(({ name, week }) => {
    const what = attentionText(week.hold, teller);
    return what === '' ? [] : [say('digestAttentionLine', { person: escapeText(name), what })];
  });
  const blocks: KnownBlock[] = [];
  if (attention.length > 0)
    blocks.push(section([say('digestAttention'), ...cutList(attention, teller)].join('\n')));
  else if (people.some(({ week }) => week.hold.kind === 'none')) blocks.push(section(say('digestCalm')));
  const lists: [Hold['kind'], 'digestFine' | 'digestNoTarget' | 'digestAway'][] = [
    ['none', 'digestFine'],
    ['no target', 'digestNoTarget'],
    ['away', 'digestAway'],
  ];
  const lines = lists.flatMap(([kind, key]) => {
    const names = people.filter(({ week }) => week.hold.kind === kind).map(({ name }) => escapeText(name));
    return names.length === 0 ? [] : [say(key, { names: namesWithin(names, teller.locale) })];
  });
  if (proposals > 0) lines.push(say('digestProposals', { count: proposals }));
  if (lines.length > 0) blocks.push(section(lines.join('\n')));
  return blocks;
}

function attentionText(hold: Hold, teller: Teller): string {
  const say = words(teller.locale);
  switch (hold.kind) {
    case 'volume':
      return say('digestVolume', gapFigures(hold.row, hold.gap, teller));
    case 'result': {
      const shown = gapFigures(hold.row, hold.gap, teller);
      if (hold.explained === undefined) return say(hold.isActive ? 'digestResult' : 'digestShort', shown);
      return say('digestWhy', { ...shown, why: digestWhyText(hold.explained, hold.row, teller) });
    }
    case 'quality':
      return say('digestQuality', gapFigures(hold.row, hold.gap, teller));
    case 'nothing logged':
      return say('digestSilent', { count: hold.sinceWeeks });
    case 'away':
    case 'no target':
    case 'none':
      return '';
  }
}

function cutList(lines: readonly string[], teller: Teller): string[] {
  if (lines.length <= shownAtMost) return [...lines];
  const count = lines.length - shownAtMost;
  return [...lines.slice(0, shownAtMost), words(teller.locale)('digestMore', { count })];
}
