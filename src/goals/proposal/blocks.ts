/** T-06: a proposal, as the one who makes it and the one who is to answer see it. Pure. */
import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { actions, button, context, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesInMessage, namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { Judgement } from '../difficulty/judge.ts';
import { meterLines, whyButton } from '../difficulty/phrases.ts';
import { levelsLine } from '../levels/phrases.ts';
import { amount, dateName, metricName, type Reader, sayTo } from '../phrases.ts';
import type { Shape, Side, Target, TargetVersion } from '../target.ts';
import { whyLine } from '../why.ts';
import { proposalWords } from './words.ts';

/** A proposal with its metric. */
export interface Proposed {
  target: Target;
  metric: MetricInfo;
  version: TargetVersion;
  /** T-07; absent where there is nothing to judge, or many are proposed at once. */
  judged?: Judgement | undefined;
}

/** To the one who proposes or counters: what is proposed, why it needs a yes, and who gives it. */
export function proposedReply(
  given: Proposed & {
    /** What holds until then. */
    official: { value: bigint | null; shape: Shape };
    /** Who is to answer. */
    side: Side;
    names: readonly string[];
  },
  reader: Reader,
): Reply {
  const say = sayTo(reader);
  const { target, metric, version, official, side, judged } = given;
  const held = amount(metric, official.value, official.shape, reader);
  const names = namesWithin(given.names.map(plainInMrkdwn), reader.locale);
  const said = {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, version.value, target, reader),
    name: names,
  };
  const title = titleOf(version, side, said, reader);
  const why =
    official.value === null || side === 'person' || version.state === 'countered'
      ? ''
      : say('proposal_why', { amount: held });
  const waits =
    names === ''
      ? say('proposal_nobody')
      : official.value === null
        ? say('proposal_waits_none', { names })
        : say('proposal_waits', { names, amount: held });
  const levels = levelsLine(metric, version.value, version.levels, reader);
  const blocks = [
    section([title, levels, why, waits, ...meterLines(judged, reader)].filter(Boolean).join('\n')),
    actions(
      button(say('withdraw'), 'goals.undo', `${target.id}:${version.seq}`),
      ...whyButtons(given, reader),
    ),
  ];
  return { text: title, blocks };
}

const whyButtons = ({ target, version, judged }: Omit<Proposed, 'metric'>, reader: Reader): Button[] =>
  judged === undefined ? [] : [whyButton(`${target.id}:${version.seq}`, reader)];

function titleOf(
  { state }: TargetVersion,
  side: Side,
  said: { metric: string; amount: string; name: string },
  reader: Reader,
): string {
  const say = proposalWords(reader.locale);
  if (state === 'countered') return say('countered', said);
  return side === 'person' ? say('proposed_to', said) : sayTo(reader)('proposed', said);
}

/** What is asked of the one who is to answer. */
export interface Asked extends Proposed {
  /** Who proposes. */
  name: string;
  side: Side;
  held: bigint | null;
  heldShape: Shape;
  /** The proposal to which this is an answer. */
  instead: TargetVersion | undefined;
}

/** The proposal as the one gets it who is to answer, with "Accept", "Decline" and "Counter…". */
export function askedReply(asked: Asked, reader: Reader): Reply {
  const { text, lines } = askedLines(asked, reader);
  return { text, blocks: [section([text, ...lines].join('\n')), answerButtons(asked, reader)] };
}

function askedLines(asked: Asked, reader: Reader): { text: string; lines: string[] } {
  const say = sayTo(reader);
  const { target, metric, version, held, heldShape, instead, judged } = asked;
  const said = {
    name: plainInMrkdwn(asked.name),
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, version.value, target, reader),
    date: dateName(version.from, reader),
  };
  const now =
    held === null
      ? say('proposal_now_none')
      : say('proposal_now', { amount: amount(metric, held, heldShape, reader) });
  const lines = [
    instead === undefined
      ? ''
      : proposalWords(reader.locale)('instead', { amount: amount(metric, instead.value, target, reader) }),
    levelsLine(metric, version.value, version.levels, reader),
    now,
    whyLine(version, reader),
    ...meterLines(judged, reader),
  ];
  return { text: askedTitle(asked, said, reader), lines: lines.filter(Boolean) };
}

function askedTitle(
  { version, side }: Asked,
  said: { name: string; metric: string; amount: string; date: string },
  reader: Reader,
): string {
  const say = proposalWords(reader.locale);
  if (version.state === 'countered') return say('countered_to_you', said);
  return side === 'person' ? say('to_person', said) : sayTo(reader)('proposal_to_lead', said);
}

/** The three answers. */
export function answerButtons(proposed: Omit<Proposed, 'metric'>, reader: Reader): ActionsBlock {
  const say = sayTo(reader);
  const { target, version } = proposed;
  const key = `${target.id}:${version.seq}`;
  return actions(
    button(say('accept'), 'goals.accept', key, 'primary'),
    button(say('decline'), 'goals.decline', key),
    button(say('counter'), 'goals.counter', key),
    ...whyButtons(proposed, reader),
  );
}

/** To a person: all that one act proposes to them, each with its answers. */
export function proposedManyReply(name: string, proposals: readonly Asked[], reader: Reader): Reply {
  const say = proposalWords(reader.locale);
  const head = say('head', { name: plainInMrkdwn(name) });
  const items = proposals.map((asked): KnownBlock[] => {
    const title = sayTo(reader)('title', {
      metric: plainInMrkdwn(metricName(asked.metric, reader)),
      amount: amount(asked.metric, asked.version.value, asked.target, reader),
    });
    const from = sayTo(reader)('holds_from', { date: dateName(asked.version.from, reader) });
    const { lines } = askedLines(asked, reader);
    return [section([`${title} ${from}`, ...lines].join('\n')), answerButtons(asked, reader)];
  });
  return { text: say('head_plain'), blocks: inMessage([section(head)], items, [], reader.locale) };
}

/** To the lead who proposed several at once. */
export function sentReply(
  given: { sent: readonly (Proposed & { name: string; held: bigint | null })[]; batchId: string },
  reader: Reader,
): Reply {
  const say = proposalWords(reader.locale);
  const people = new Set(given.sent.map(({ target }) => target.subject.id));
  const lines = given.sent.map(({ target, metric, version, name, held }) =>
    say('line', {
      name: plainInMrkdwn(name),
      metric: plainInMrkdwn(metricName(metric, reader)),
      amount: amount(metric, version.value, target, reader),
      held: amount(metric, held, target, reader),
    }),
  );
  const after = [
    context(say('sent_note')),
    actions(button(say('withdraw_all'), 'goals.undo-many', given.batchId)),
  ];
  const before = [section(say('sent', { count: people.size }))];
  return { text: say('sent_plain'), blocks: linesInMessage(before, lines, after, reader.locale) };
}
