/** The targets of somebody, and the versions of one. Pure. */

import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import { actions, button, context, header, plainText, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesInMessage } from '../../platform/fit.ts';
import { capital } from '../../platform/format.ts';
import { cut, escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { copyWords } from '../copy/words.ts';
import type { Judgement } from '../difficulty/judge.ts';
import { meterLines, whyButton } from '../difficulty/phrases.ts';
import { levelsLine } from '../levels/phrases.ts';
import { manyWords } from '../many/words.ts';
import type { Meaning } from '../meaning.ts';
import { amount, dateName, metricName, periodNow, type Reader, roughFigure, sayTo } from '../phrases.ts';
import { shareButtons } from '../shares.ts';
import {
  openProposal,
  plannedAfter,
  type Subject,
  type Target,
  type TargetState,
  type TargetVersion,
  versionOn,
} from '../target.ts';
import { whyText } from '../why.ts';

/** One target as it is listed. */
export interface Listed {
  target: Target;
  metric: MetricInfo;
  /** Null where nothing is in force on the reader's date. */
  meaning: Meaning | null;
  /** A rep's own target that a manager's puts aside (T-06). */
  isOverruled: boolean;
  /** T-07; undefined where there is nothing to judge. */
  judged?: Judgement | undefined;
  may: { change: boolean; propose: boolean; end: boolean; answer: boolean; withdraw: boolean };
}

/** From so many on, a hint how to see one alone. */
const MANY = 16;
// A message holds about 13,000 characters in all.
const REASON = 120;

/** The list with its buttons; `names` by member id. */
export function listReply(
  title: string,
  listed: readonly Listed[],
  names: ReadonlyMap<string, string>,
  mayAdd: boolean,
  subject: Subject,
  reader: Reader,
  /** What waits for the reader's answer, above their targets. */
  waiting: readonly (readonly KnownBlock[])[] = [],
): Reply {
  const say = sayTo(reader);
  const items = listed.map((one) => targetBlocks(one, names, reader));
  const add = button(say('new_target'), 'goals.new', `${subject.kind}:${subject.id}`, 'primary');
  const again = button(copyWords(reader.locale)('button'), 'goals.copy', `${subject.kind}:${subject.id}`);
  const after: KnownBlock[] = [
    ...(listed.length > MANY ? [context(say('more'))] : []),
    ...(mayAdd ? [actions(add, ...(listed.length === 0 ? [] : [again]))] : []),
    context(say('see_kpi')),
  ];
  const blocks = inMessage([header(title)], [...waiting, ...items], after, reader.locale);
  return { text: escapeText(title), blocks };
}

function targetBlocks(listed: Listed, names: ReadonlyMap<string, string>, reader: Reader): KnownBlock[] {
  const { target, metric } = listed;
  const say = sayTo(reader);
  const now = versionOn(target, reader.today);
  const proposal = openProposal(target);
  const shown = now?.value == null ? (firstPlanned(target, reader.today) ?? proposal) : now;
  if (shown === undefined) return [];
  const title = say('title', {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, shown.value, target, reader),
  });
  const lines = [
    title,
    levelsLine(metric, shown.value, shown.levels, reader),
    stateLine(shown, names, reader),
    meaningNow(listed, reader),
    ...meterLines(listed.judged, reader),
    ...plannedLines(listed, shown, reader),
  ];
  if (proposal !== undefined && proposal !== shown)
    lines.push(proposalLine(target, metric, proposal, names, reader));
  const buttons = buttonsFor(listed, reader);
  return [section(lines.filter(Boolean).join('\n')), ...(buttons === undefined ? [] : [buttons])];
}

function firstPlanned(target: Target, today: LocalDate): TargetVersion | undefined {
  return plannedAfter(target, today).find((step) => step.value !== null);
}

function stateLine(version: TargetVersion, names: ReadonlyMap<string, string>, reader: Reader): string {
  const say = sayTo(reader);
  const key = version.from > reader.today ? 'begins' : 'since';
  return `${stateWords(version, names, reader)} · ${say(key, { date: dateName(version.from, reader) })}`;
}

/** "set by Bo", "own target". */
export function stateWords(
  version: TargetVersion,
  names: ReadonlyMap<string, string>,
  reader: Reader,
): string {
  const say = sayTo(reader);
  const name = nameOfActor(version, names, reader);
  const keys = {
    own: 'state_own',
    set: 'state_set',
    accepted: 'state_accepted',
    proposed: 'state_proposed',
    countered: 'state_countered',
    declined: 'state_declined',
  } as const satisfies Record<TargetState, string>;
  return say(keys[version.state], { name });
}

function nameOfActor(version: TargetVersion, names: ReadonlyMap<string, string>, reader: Reader): string {
  return cut(plainInMrkdwn(names.get(version.actorId ?? '') ?? sayTo(reader)('app')), 80);
}

function meaningNow({ meaning, metric, isOverruled }: Listed, reader: Reader): string {
  const say = sayTo(reader);
  if (isOverruled) return say('overruled');
  if (meaning === null || meaning.inForce === null) return '';
  const period = periodNow(meaning.periodKey, reader);
  return say('now_value', { period: capital(period), value: roughFigure(metric, meaning.inForce, reader) });
}

function plannedLines({ target, metric }: Listed, shown: TargetVersion, reader: Reader): string[] {
  const say = sayTo(reader);
  return plannedAfter(target, reader.today)
    .filter((step) => step.from > shown.from)
    .map((step) => {
      const date = dateName(step.from, reader);
      if (step.value === null) return say('planned_end', { date });
      return say('planned', { date, amount: amount(metric, step.value, target, reader) });
    });
}

function proposalLine(
  target: Target,
  metric: MetricInfo,
  proposal: TargetVersion,
  names: ReadonlyMap<string, string>,
  reader: Reader,
): string {
  const value = amount(metric, proposal.value, target, reader);
  const why = whyText(proposal, reader, REASON);
  return `${value} · ${stateWords(proposal, names, reader)}${why === '' ? '' : ` · ${why}`}`;
}

function buttonsFor({ target, metric, may, judged }: Listed, reader: Reader): ActionsBlock | undefined {
  const say = sayTo(reader);
  const proposal = openProposal(target);
  const key = proposal === undefined ? '' : `${target.id}:${proposal.seq}`;
  const buttons: Button[] = [];
  if (proposal !== undefined && may.answer)
    buttons.push(
      button(say('accept'), 'goals.accept', key, 'primary'),
      button(say('decline'), 'goals.decline', key),
      button(say('counter'), 'goals.counter', key),
    );
  if (proposal !== undefined && may.withdraw) buttons.push(button(say('withdraw'), 'goals.undo', key));
  if (may.change) buttons.push(button(say('change'), 'goals.change', target.id));
  else if (may.propose) buttons.push(button(say('propose_change'), 'goals.change', target.id));
  if (may.change) buttons.push(...shareButtons(target, metric, reader));
  // The capability that replays the past takes it from here.
  if (may.change && target.layer === 'official' && target.periodKey === null)
    buttons.push(button(manyWords(reader.locale)('what_if'), 'whatif.target', target.id));
  if (target.versions.length > 0) buttons.push(button(say('history_button'), 'goals.history', target.id));
  if (judged !== undefined) buttons.push(whyButton(target.id, reader));
  if (may.end) buttons.push(endButton(target, reader));
  return buttons.length === 0 ? undefined : actions(...buttons);
}

/** "End", which asks first: it cannot be seen any more in the list afterwards. */
function endButton(target: Target, reader: Reader): Button {
  const say = sayTo(reader);
  return {
    ...button(say('end'), 'goals.end', target.id),
    confirm: {
      title: plainText(say('end_title'), 100),
      text: plainText(say('end_text'), 300),
      confirm: plainText(say('end_yes'), 30),
      deny: plainText(say('end_no'), 30),
    },
  };
}

/** Every version of a metric's targets, the newest first. */
export function historyReply(
  metric: MetricInfo,
  targets: readonly Target[],
  names: ReadonlyMap<string, string>,
  zone: string,
  reader: Reader,
): Reply {
  const say = sayTo(reader);
  const name = plainInMrkdwn(metricName(metric, reader));
  if (targets.length === 0) {
    const text = say('history_none', { metric: name });
    return { text, blocks: [section(text)] };
  }
  const lines = targets.flatMap((target) =>
    target.versions.map((version) => ({
      at: version.at.epochMilliseconds,
      text: historyLine(metric, target, version, names, zone, reader),
    })),
  );
  const texts = lines.toSorted((a, b) => b.at - a.at).map((line) => line.text);
  const before = [header(say('history', { metric: metricName(metric, reader) }))];
  const blocks = linesInMessage(before, texts, [], reader.locale);
  return { text: say('history', { metric: name }), blocks };
}

function historyLine(
  metric: MetricInfo,
  target: Target,
  version: TargetVersion,
  names: ReadonlyMap<string, string>,
  zone: string,
  reader: Reader,
): string {
  const say = sayTo(reader);
  const isAsking = version.state === 'proposed' || version.state === 'countered';
  const isAnswered = isAsking && openProposal(target) !== version;
  const answered = version.state === 'countered' ? 'state_was_countered' : 'state_was_proposed';
  const line = say('history_line', {
    from: dateName(version.from, reader),
    amount: version.value === null ? say('history_end') : amount(metric, version.value, target, reader),
    state: isAnswered
      ? say(answered, { name: nameOfActor(version, names, reader) })
      : stateWords(version, names, reader),
    at: dateName(localDateOf(version.at, zone), reader),
  });
  const levels = levelsLine(metric, version.value, version.levels, reader);
  const all = levels === '' ? line : `${line} · ${levels}`;
  const why = whyText(version, reader, REASON);
  return why === '' ? all : `${all} · ${why}`;
}
