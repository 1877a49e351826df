/** What came of a strategy, and the list of them. Pure. */
import { actions, button, header, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { dateName, metricName, type Reader } from '../phrases.ts';
import { signed } from '../review/told.ts';
import { draftInList } from './own/blocks.ts';
import type { Strategy } from './strategy.ts';
import { strategyWords } from './words.ts';

/** To the administrator: how many targets, who is asked, and how to take it back. */
export function strategySaved(
  given: { strategy: Strategy; targets: number; names: readonly string[] },
  reader: Reader,
): Reply {
  const say = strategyWords(reader.locale);
  const { strategy, targets, names } = given;
  const saved = say('saved', {
    title: plainInMrkdwn(strategy.title),
    date: dateName(strategy.from, reader),
    percent: signed(strategy.percent),
  });
  const asked = say('asked', { count: targets, names: namesWithin(names.map(plainInMrkdwn), reader.locale) });
  return {
    text: saved,
    blocks: [
      section(`${saved}\n${asked}`),
      actions(button(say('withdraw'), 'goals.strategy-withdraw', strategy.id)),
    ],
  };
}

/** Every strategy with how far it has come. */
export function strategyList(
  strategies: readonly (Strategy & { asked: number; answered: number })[],
  metrics: readonly MetricInfo[],
  reader: Reader,
  drafts: readonly Strategy[] = [],
): Reply {
  const say = strategyWords(reader.locale);
  if (strategies.length + drafts.length === 0)
    return { text: say('list_none'), blocks: [section(say('list_none'))] };
  const lines = strategies.map(({ title, from, percent, metricKeys, asked, answered }) => {
    const named = metricKeys.map((key) => {
      const metric = metrics.find((one) => one.key === key);
      return plainInMrkdwn(metric === undefined ? key : metricName(metric, reader));
    });
    return say('line', {
      title: plainInMrkdwn(title),
      date: dateName(from, reader),
      metrics: namesWithin(named, reader.locale),
      percent: signed(percent),
      ...{ answered: String(answered), asked: String(asked) },
    });
  });
  const waiting = drafts.flatMap((draft) => draftInList(draft, reader));
  return { text: say('list'), blocks: linesInMessage([header(say('list'))], lines, waiting, reader.locale) };
}
