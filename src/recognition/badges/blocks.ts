import type { KnownBlock } from '@slack/types';
import { isLess, ONE } from '../../kpi/exact.ts';
import { formatPercent } from '../../kpi/value.ts';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage } from '../../platform/fit.ts';
import { formatDate, formatPeriod, languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { type Badge, told } from './badge.ts';
import type { Step } from './next.ts';
import { type BadgeReader, badgeDate, badgeTitle, badgeWhy, figureOf, nameFor } from './phrases.ts';
import { badgeWords } from './words.ts';

/** So many are shown; the earlier ones are counted. */
const MOST_SHOWN = 15;

/** Whose badges; `name` is null for one's own. */
export interface Shown {
  name: string | null;
  badges: readonly Badge[];
  /** Withdrawn of late. */
  gone: readonly { badge: Badge; on: string }[];
  /** How the next are earned; for oneself alone. */
  next: readonly Step[];
}

/** The list: what there is, with date and why, and how to earn the next. */
export function badgesReply({ name, badges, gone, next }: Shown, reader: BadgeReader): Reply {
  const say = badgeWords(reader.locale);
  const shown = name === null ? '' : plainInMrkdwn(name);
  const title = name === null ? say('title') : say('titleOf', { name });
  const none = name === null ? say('none') : say('noneOf', { name: shown });
  const shownBadges = told(badges);
  const earlier = shownBadges.length - MOST_SHOWN;
  const lines = [
    ...(badges.length === 0 ? [none] : []),
    ...shownBadges.slice(0, MOST_SHOWN).map((badge) => lineOf(badge, reader)),
    ...(earlier > 0 ? [say('earlier', { count: earlier })] : []),
    ...gone.map(({ badge, on }) => say('gone', { badge: badgeTitle(badge.detail, reader), date: on })),
  ];
  const coming = next.map((step) => `• ${stepText(step, reader)}`);
  const after: KnownBlock[] = [
    ...(coming.length === 0 ? [] : [section([say('next'), ...coming].join('\n'))]),
    ...(name === null ? [context(say('small'))] : []),
  ];
  const text = name === null ? title : say('titleOf', { name: shown });
  return { text, blocks: linesInMessage([header(title)], lines, after, reader.locale) };
}

function lineOf(badge: Badge, reader: BadgeReader): string {
  return badgeWords(reader.locale)('line', {
    ...{ badge: badgeTitle(badge.detail, reader), date: badgeDate(badge, reader) },
    why: badgeWhy(badge.detail, reader),
  });
}

function stepText(step: Step, reader: BadgeReader): string {
  const say = badgeWords(reader.locale);
  switch (step.kind) {
    case 'first-log':
    case 'first-deal':
    case 'agree':
      return say(`next-${step.kind}`);
    case 'streak': {
      const said = { name: nameFor(step.metric.key, reader), now: step.now, level: step.level };
      return say(step.now < 2 ? 'next-streakNone' : 'next-streak', said);
    }
    case 'target': {
      const period = formatPeriod(step.periodKey, reader.locale, reader);
      const said = { name: nameFor(step.metric.key, reader), period };
      if (step.attainment === null) return say('next-targetOpen', said);
      const percent = formatPercent(step.attainment, languageTag(reader.locale));
      return say(isLess(step.attainment, ONE) ? 'next-target' : 'next-targetHeld', { ...said, percent });
    }
    case 'record': {
      const { key } = step.metric;
      return say('next-record', { name: nameFor(key, reader), best: figureOf(key, step.best, reader) });
    }
    case 'membership':
      return say('next-membership', { count: step.years, date: formatDate(step.on, reader.locale, true) });
  }
}

/** Home: how many, and the latest. */
export function badgesHome(kept: readonly Badge[], reader: BadgeReader): KnownBlock[] {
  const say = badgeWords(reader.locale);
  const badges = told(kept);
  const [latest] = badges;
  const text =
    latest === undefined
      ? say('homeNone')
      : say('home', {
          ...{ count: badges.length, badge: badgeTitle(latest.detail, reader) },
          date: badgeDate(latest, reader),
        });
  return [section(text), actions(button(say('homeButton'), 'recognition.badges', ''))];
}
