/** T-02: opens the modal in which a year is spread over its months, shows what a choice comes to, and saves the months. */

import { isAdditive } from '../../kpi/metric.ts';
import { currency } from '../../kpi/money.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput, ViewValues } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { saveMany } from '../batch/slack.ts';
import { plainReply } from '../blocks.ts';
import { frameFor } from '../change/slack.ts';
import { type Circle, calendarFor, readCircle, subjectOf } from '../circle/slack.ts';
import { ruleOf } from '../levels/levels.ts';
import { stepOf } from '../parts.ts';
import { rowsOf, yearBefore } from '../past/past.ts';
import { readPast } from '../past/slack.ts';
import { figure, type Reader, sayTo, subjectName } from '../phrases.ts';
import { isSpreadable } from '../shares.ts';
import { findTarget } from '../store.ts';
import { plannedAfter, versionOn } from '../target.ts';
import { mayDo, type Whose } from '../whose.ts';
import { howIn, type SpreadMemory, sharesIn, spreadMemory } from './check.ts';
import { monthsOf, type SpreadHow, sharesByDays, sharesBySeason, spreadTarget } from './spread.ts';
import { type SpreadShown, spreadView } from './view.ts';
import { spreadWords } from './words.ts';

/** "Spread over months". */
export async function openSpread(input: ActionInput): Promise<void> {
  const circle = await readCircle(input);
  const read = await readSpread(input, circle, { target: input.value, how: 'days' }, {});
  if (read !== undefined) await input.open(spreadView(read.shown, circle.reader));
}

/** A choice was made in the modal: shows what it comes to. */
export async function showSpread(input: ActionInput): Promise<void> {
  const memory = spreadMemory(input.view?.metadata ?? '');
  if (memory === undefined || input.view === undefined) return;
  const circle = await readCircle(input);
  const override = input.actionId === 'goals.spread-how' ? { how: input.value } : {};
  const read = await readSpread(input, circle, memory, { ...input.view.values, ...override });
  if (read !== undefined) await input.updateView(spreadView(read.shown, circle.reader));
}

/** The modal was handed in: computed anew, on what there is now. Months that are over are left as they are (T-06). */
export async function submitSpread(input: SubmitInput): Promise<void> {
  const memory = spreadMemory(input.metadata);
  const circle = await readCircle(input);
  if (memory === undefined) return input.reply(plainReply(sayTo(circle.reader)('gone')));
  const read = await readSpread(input, circle, memory, input.values);
  if (read === undefined) return;
  const { shown, whose } = read;
  const { target, metric, spread } = shown;
  const rule = ruleOf(metric.definition);
  const today = localDateOf(input.now, whose.tz);
  const changes = spread.months
    .filter((month) => !month.isOver && month.value > 0n)
    .map((month) => {
      const shape = { periodKind: 'month', periodKey: month.key } as const;
      return {
        ...{ subject: target.subject, metricKey: metric.key, layer: target.layer, shape },
        frame: frameFor(today, shape, circle.reader),
        wish: {
          ...{
            value: month.value,
            state: target.layer === 'own' ? ('own' as const) : ('set' as const),
            from: null,
          },
          levels: { said: { ...NO_LEVELS, ...month.levels }, rule },
          ...{ actorId: input.actor.memberId, trigger: '' as const, reason: '' },
        },
      };
    });
  await saveMany(input, circle, changes, restOf(shown, circle.reader), (reply) => input.reply(reply));
}

const NO_LEVELS = { baseline: null, commit: null, stretch: null, tolerance: null };

function restOf({ spread, metric }: SpreadShown, reader: Reader): string {
  const say = spreadWords(reader.locale);
  const sumOf = (isOver: boolean): bigint =>
    spread.months.filter((month) => month.isOver === isOver).reduce((sum, month) => sum + month.value, 0n);
  const over = sumOf(true);
  const rest = say('rest', { value: figure(metric, sumOf(false), reader) });
  return over === 0n ? rest : `${rest} ${say('rest_over', { value: figure(metric, over, reader) })}`;
}

/** Everything that the modal shows; undefined where that was answered already. */
async function readSpread(
  input: Input,
  circle: Circle,
  memory: SpreadMemory,
  values: ViewValues,
): Promise<{ shown: SpreadShown; whose: Whose } | undefined> {
  const { deps, workspace, actor } = input;
  const { reader } = circle;
  const target = await findTarget(deps.db, workspace.id, memory.target);
  const metric = circle.playbook.metrics.find((one) => one.key === target?.metricKey);
  const whose = target === undefined ? undefined : subjectOf(target.subject, input, circle);
  const refuse = async (text: string): Promise<undefined> => {
    await input.reply(plainReply(text));
    return undefined;
  };
  if (target === undefined || metric === undefined || whose === undefined || !isSpreadable(target, metric))
    return refuse(sayTo(reader)('gone'));
  const right = whose.isSelf && target.layer === 'own' ? 'own-target' : 'set-target';
  if (!mayDo(actor, right, whose)) {
    await denied(deps.db, workspace.id, actor.memberId, 'spread-target', `target:${target.id}`);
    return refuse(sayTo(reader)('denied', { name: plainInMrkdwn(whose.name) }));
  }
  const today = localDateOf(input.now, whose.tz);
  const now = versionOn(target, today);
  const holding = now?.value == null ? plannedAfter(target, today).find((step) => step.value !== null) : now;
  if (target.periodKey === null || holding === undefined || holding.value === null)
    return refuse(spreadWords(reader.locale)('not_now'));
  const months = monthsOf(target.periodKey, reader);
  const how = howIn(values, memory);
  const typed = how === 'hand' ? sharesIn(values) : undefined;
  const from = how === 'hand' && memory.how !== 'hand' ? memory.how : how;
  const worked = await sharesFor(
    input,
    circle,
    { whose, metric: metric.definition, year: target.periodKey },
    from,
  );
  const shares = typed?.map((share) => share ?? 0) ?? worked.shares;
  const whole = {
    ...{ value: holding.value, levels: holding.levels ?? {}, rule: ruleOf(metric.definition) },
    step: stepOf(metric.definition, currency(workspace.currency)),
  };
  const spread = spreadTarget(whole, months, shares, today);
  const name = subjectName(target.subject, whose.name, reader);
  const shown = { target, value: holding.value, metric, name, how, spread, isSeasonKnown: worked.isKnown };
  return { shown, whose };
}

async function sharesFor(
  input: Input,
  circle: Circle,
  {
    whose,
    metric,
    year,
  }: { whose: Whose; metric: Parameters<typeof readPast>[1]; year: Parameters<typeof rangeOf>[0] },
  how: SpreadHow,
): Promise<{ shares: number[]; isKnown: boolean }> {
  const { reader } = circle;
  const months = monthsOf(year, reader);
  const range = rangeOf(year, reader);
  if (how === 'season' && isAdditive(metric)) {
    const past = await readPast(input, metric, yearBefore(range));
    return sharesBySeason(months, metric, rowsOf(past, whose.subject));
  }
  const calendar = await calendarFor(input, circle, whose, range);
  return { shares: sharesByDays(months, calendar), isKnown: true };
}
