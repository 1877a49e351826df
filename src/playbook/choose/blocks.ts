import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { stageSections } from '../blocks.ts';
import { nameOf, type Playbook } from '../playbook.ts';
import { type ReadyMade, type ReadyMadeKey, readyMadeOf } from '../readyMade/all.ts';
import { choiceBlocks } from './choices.ts';
import type { Process } from './merge.ts';
import { chooseWords } from './words.ts';

const MOST_NAMES = 60;

/** The ready-made playbooks to choose from. `unknown`: somebody typed one that there is not. */
export function choicesReply(current: ReadyMadeKey | undefined, unknown: boolean, locale: Locale): Reply {
  const say = chooseWords(locale);
  const intro = context(say(unknown ? 'unknown' : 'intro'));
  return { text: say('title'), blocks: [header(say('title')), intro, ...choiceBlocks(current, locale)] };
}

/** What choosing would do: `kept` are the names of what stays because it has a past; `isFresh`: there is no past at all. */
export interface Effect {
  isCurrent: boolean;
  isFresh: boolean;
  kept: readonly string[];
}

/** One playbook from inside, with what choosing it would do. */
export function lookReply(key: ReadyMadeKey, effect: Effect, locale: Locale): Reply {
  const say = chooseWords(locale);
  const playbook = readyMadeOf(key);
  const name = say(`name-${key}`);
  const names = playbook.metrics.map((metric) => nameOf(metric, locale));
  const use = effect.isCurrent ? [] : [button(say('use'), 'playbook.use', key, 'primary')];
  return {
    text: name,
    blocks: [
      header(say('look-title', { name })),
      section(say(`for-${key}`)),
      ...stageSections(playbook.types, locale),
      section(say('measured', { names: namesWithin(names, locale, MOST_NAMES) })),
      section(say('targets-title', { targets: targetsText(playbook, locale) })),
      context(effectText(effect, locale)),
      actions(...use, button(say('back'), 'playbook.choices', '')),
    ],
  };
}

function targetsText(playbook: ReadyMade, locale: Locale): string {
  const say = chooseWords(locale);
  const texts = playbook.targets.map(({ metric, value, every }) => {
    const found = playbook.metrics.find((one) => one.key === metric);
    const name = found === undefined ? metric : nameOf(found, locale, BigInt(value) * 100n);
    return say(`target-${every}`, { value, metric: name });
  });
  return namesWithin(texts, locale);
}

function effectText({ isCurrent, isFresh, kept }: Effect, locale: Locale): string {
  const say = chooseWords(locale);
  if (isCurrent) return say('effect-current');
  if (isFresh) return say('effect-fresh');
  return kept.length === 0 ? say('effect-past-none') : say('effect-past', { kept: namesSafe(kept, locale) });
}

/** The confirmation, with Undo; `version`: the one that the choice made, undefined where nothing changed. */
export function chosenReply(
  key: ReadyMadeKey,
  version: number | undefined,
  kept: readonly string[],
  locale: Locale,
): Reply {
  const say = chooseWords(locale);
  const name = say(`name-${key}`);
  if (version === undefined) return { text: say('unchanged', { name }) };
  const text = say('chosen', { name });
  const also = kept.length === 0 ? [] : [context(say('chosen-kept', { kept: namesSafe(kept, locale) }))];
  const undo = actions(button(say('undo'), 'playbook.undo', String(version)));
  return { text, blocks: [section(text), ...also, undo] };
}

/** What came of Undo; `used`: the names of what stands against it. */
export function undoneReply(
  outcome: { kind: 'undone' } | { kind: 'late' } | { kind: 'used'; names: readonly string[] },
  locale: Locale,
): Reply {
  const say = chooseWords(locale);
  if (outcome.kind === 'used') return { text: say('undo-used', { what: namesSafe(outcome.names, locale) }) };
  return { text: say(outcome.kind === 'undone' ? 'undone' : 'undo-late') };
}

const namesSafe = (names: readonly string[], locale: Locale): string =>
  namesWithin(names.map(plainInMrkdwn), locale);

/** Display names of types and metrics by key, each once; what has no name keeps its key. */
export function namesOfKeys(
  { types, metrics }: Process | Playbook,
  keys: readonly string[],
  locale: Locale,
): string[] {
  const names = keys.map((key) => {
    const found = types.find((one) => one.key === key) ?? metrics.find((one) => one.key === key);
    return found === undefined ? key : nameOf(found, locale);
  });
  return [...new Set(names)];
}
