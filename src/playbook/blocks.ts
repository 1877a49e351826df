import type { Button, KnownBlock } from '@slack/types';
import { actions, context, header, type Reply, section } from '../platform/blocks.ts';
import { linesInMessage, linesWithin } from '../platform/fit.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { explain } from './explain.ts';
import { type ActivityTypeInfo, nameOf, type Playbook } from './playbook.ts';
import { type StageInfo, stageName, stagesOf } from './stages.ts';
import { playbookWords } from './words.ts';

const MOST_WORDS = 5;
/** Characters for the activities of all stages, and of one of them: what is measured needs room in the message too. */
const MOST_OF_STAGES = 8_400;
const MOST_OF_STAGE = 1_200;
const HAN = /\p{Script=Han}/u;

/** What can be logged, by stage, and what is measured, each metric in its own words (M-06); `buttons` stand at the end. */
export function playbookReply(playbook: Playbook, locale: Locale, buttons: readonly Button[] = []): Reply {
  const say = playbookWords(locale);
  const types = playbook.types.filter((type) => !type.isRetired);
  const after = buttons.length === 0 ? [] : [actions(...buttons)];
  if (types.length === 0) return { text: say('empty') };
  const byStage = stageSections(types, locale, playbook.stages);
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  const explained = metrics.map((metric) => `• ${plainInMrkdwn(explain(metric, playbook, locale))}`);
  const before = [header(say('title')), context(say('intro')), ...byStage, header(say('measured'))];
  return { text: say('title'), blocks: linesInMessage(before, explained, after, locale) };
}

/** What can be logged, a section for each stage that has something, in the order of the process. */
export function stageSections(
  types: readonly ActivityTypeInfo[],
  locale: Locale,
  stages: readonly StageInfo[] = [],
): KnownBlock[] {
  const known = stagesOf({ stages, types });
  const other = {
    name: playbookWords(locale)('stage-other'),
    own: types.filter((type) => type.stage === ''),
  };
  const all = known.map((stage) => ({
    name: stageName(stage, locale),
    own: types.filter((type) => type.stage === stage.key),
  }));
  const grouped = [...all, other].filter(({ own }) => own.length > 0);
  const room = Math.min(MOST_OF_STAGE, Math.floor(MOST_OF_STAGES / grouped.length));
  return grouped.map(({ name, own }) => {
    const lines = own.map((type) => typeLine(type, locale));
    return section(linesWithin([`*${plainInMrkdwn(name)}*`, ...lines], locale, room));
  });
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
