import type { KnownBlock } from '@slack/types';
import { context, header, type Reply, section } from '../platform/blocks.ts';
import { linesInMessage, linesWithin } from '../platform/fit.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { explain } from './explain.ts';
import { type ActivityTypeInfo, nameOf, type Playbook } from './playbook.ts';
import { isStage, STAGES, type Stage } from './stages.ts';
import { playbookWords } from './words.ts';

const MOST_WORDS = 5;
/** Characters for the activities of one of the eight stages: what is measured needs room in the message too. */
const MOST_OF_STAGE = 1_200;
const HAN = /\p{Script=Han}/u;

/** What can be logged, by stage, and what is measured, each metric in its own words (M-06). */
export function playbookReply(playbook: Playbook, locale: Locale): Reply {
  const say = playbookWords(locale);
  const types = playbook.types.filter((type) => !type.isRetired);
  if (types.length === 0) return { text: say('empty') };
  const stages: (Stage | 'other')[] = [...STAGES, 'other'];
  const byStage = stages.flatMap((stage): KnownBlock[] => {
    const own = types.filter((type) => (isStage(type.stage) ? type.stage : 'other') === stage);
    if (own.length === 0) return [];
    const lines = own.map((type) => typeLine(type, locale));
    return [section(linesWithin([`*${say(`stage-${stage}`)}*`, ...lines], locale, MOST_OF_STAGE))];
  });
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  const explained = metrics.map((metric) => `• ${plainInMrkdwn(explain(metric, playbook, locale))}`);
  const before = [header(say('title')), context(say('intro')), ...byStage, header(say('measured'))];
  return { text: say('title'), blocks: linesInMessage(before, explained, [], locale) };
}

/** The name and the words of the reader's language that name it too, the first few of them. */
function typeLine(type: ActivityTypeInfo, locale: Locale): string {
  const name = nameOf(type, locale);
  const isOwn = (word: string): boolean => HAN.test(word) === (locale === 'zh');
  const others = type.aliases.filter((word) => word !== name && isOwn(word) && !word.includes(' '));
  const also = plainInMrkdwn(others.slice(0, MOST_WORDS).join(', '));
  const key = type.amount === 'none' ? 'type' : 'type-money';
  return playbookWords(locale)(key, { name: plainInMrkdwn(name), also });
}
