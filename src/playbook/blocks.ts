import type { KnownBlock } from '@slack/types';
import { atMost, context, header, type Reply, section } from '../platform/blocks.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { explain } from './explain.ts';
import { type ActivityTypeInfo, nameOf, type Playbook } from './playbook.ts';
import { isStage, STAGES, type Stage } from './stages.ts';
import { playbookWords } from './words.ts';

const MOST_WORDS = 5;
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
    return [section([`*${say(`stage-${stage}`)}*`, ...lines].join('\n'))];
  });
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  const explained = metrics.map((metric) => `• ${plainInMrkdwn(explain(metric, playbook, locale))}`);
  const measured = portionsOf(explained).map((lines) => section(lines.join('\n')));
  const blocks = [
    header(say('title')),
    context(say('intro')),
    ...byStage,
    header(say('measured')),
    ...measured,
  ];
  return { text: say('title'), blocks: atMost(50, blocks, say('more')) };
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

/** Lines in portions that fit a section's 3,000 characters. */
function portionsOf(lines: readonly string[]): string[][] {
  const portions: string[][] = [];
  for (let at = 0; at < lines.length; at += 10) portions.push(lines.slice(at, at + 10));
  return portions;
}
