import type { Button, KnownBlock } from '@slack/types';
import { linesValue } from '../../activities/lines/lines.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { NATURES } from '../../kpi/metric.ts';
import { GATE_CAP } from '../../kpi/score.ts';
import { actions, button, context, divider, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { capital, formatDate } from '../../platform/format.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { type MetricInfo, nameOf } from '../../playbook/playbook.ts';
import type { Adjustment } from '../adjust/adjust.ts';
import type { Answer } from '../answer/answer.ts';
import { daysText, differenceText, percentText, pointsText, signedText, valueText } from '../figures.ts';
import { type PeersShown, peerTexts } from '../peers/blocks.ts';
import { words } from '../words.ts';
import type { CardInputs, KpiInput } from './inputs.ts';
import { gateKey, silenceKey, unratedKey } from './keys.ts';
import type { CardResult } from './result.ts';
import { cardWords } from './words.ts';

/** What a card shows. */
export interface CardView {
  name: string;
  cycleName: string;
  memberId: string;
  inputs: CardInputs;
  result: CardResult;
  metrics: readonly MetricInfo[];
  isClosed: boolean;
  /** S-07: the shown entry corrects an earlier one, by so many points (null: one was not rated). */
  correction: { points: string | null; reason: string } | null;
  /** While the period runs: its first date after. */
  runsUntil: LocalDate | null;
  self: { grade: number; text: string } | null;
  peers: PeersShown;
  managerText: string;
  adjustment: Adjustment | null;
  answers: readonly Answer[];
  names: ReadonlyMap<string, string>;
  buttons: readonly Button[];
}

/** A scorecard: the score and its band, result, process and quality apart, every KPI with the way to its log lines, and what was said. */
export function cardReply(view: CardView, locale: Locale): Reply {
  const say = cardWords(locale);
  const named = { name: view.name, cycle: view.cycleName };
  const before: KnownBlock[] = [header(say('title', named)), section(scoreText(view, locale))];
  const kpis = view.inputs.kpis.map((kpi, index): KnownBlock[] => [kpiBlock(kpi, index, view, locale)]);
  const after: KnownBlock[] = [...saidBlocks(view, locale), ...rows(view.buttons)];
  return {
    text: say('text', { name: plainInMrkdwn(view.name), cycle: plainInMrkdwn(view.cycleName) }),
    blocks: inMessage([...before, divider()], kpis, after, locale),
  };
}

/** Five buttons a row read well on a phone, too. */
function rows(buttons: readonly Button[]): KnownBlock[] {
  const all = [...buttons];
  return all.length === 0 ? [] : [actions(...all.slice(0, 5)), ...rows(all.slice(5))];
}

function correctionLines(correction: CardView['correction'], locale: Locale): string[] {
  if (correction === null) return [];
  const { points, reason } = correction;
  const size = points === null ? '' : ` ${differenceText(points, locale)}`;
  return [cardWords(locale)('corrected', { size, reason: cut(plainInMrkdwn(reason), SAID_LIMIT) })];
}

function scoreText({ inputs, result, isClosed, runsUntil, correction }: CardView, locale: Locale): string {
  const say = cardWords(locale);
  const common = words(locale);
  const total =
    result.total === null || result.band === null
      ? say('unrated', { why: common(unratedKey(result)) })
      : say('total', { total: pointsText(result.total, locale), band: common(`band-${result.band}`) });
  const natures = NATURES.map((nature) => {
    const points = result.byNature[nature];
    const name = common(`nature-${nature}`);
    return points === null
      ? say('natureNone', { nature: name })
      : say('nature', { nature: name, points: pointsText(points, locale) });
  });
  const { present, working } = inputs.presence;
  const lines = [
    total,
    say('natures', { natures: natures.join(' · ') }),
    [
      say('coverage', { percent: percentText(result.coverage, locale) }),
      say('presence', { present: daysText(present, locale), working: daysText(working, locale) }),
    ].join(' · '),
    ...(result.isCapped ? [say('capped', { cap: GATE_CAP })] : []),
    ...(result.hasSilentGate ? [say('silentGate')] : []),
    ...(isClosed ? [say('frozen')] : []),
    ...correctionLines(correction, locale),
    ...(runsUntil === null ? [] : [say('soFar', { date: formatDate(runsUntil, locale, true) })]),
  ];
  return lines.join('\n');
}

function kpiBlock(kpi: KpiInput, index: number, view: CardView, locale: Locale): KnownBlock {
  const say = cardWords(locale);
  const { inputs, result, metrics, memberId } = view;
  const metric = metrics.find((one) => one.key === kpi.metric);
  const name = plainInMrkdwn(metric === undefined ? kpi.metric : capital(nameOf(metric, locale)));
  const points = result.kpis[index]?.points ?? null;
  const figure = (text: string): string => valueText(text, kpi, inputs.currency, locale);
  const text =
    points === null || kpi.value === null || kpi.levels === null
      ? say('kpiSilent', { name, weight: kpi.weight, why: say(silenceKey(kpi)) })
      : say('kpi', {
          ...{ name, weight: kpi.weight, actual: figure(kpi.value), target: figure(kpi.levels.target) },
          ...{ points: pointsText(points, locale), gate: gateText(kpi, index, view, locale) },
        });
  const versions = kpi.target?.versions.length ?? 0;
  const more = versions > 1 ? `\n${say('versions', { count: versions })}` : '';
  const lines = linesValue({
    ...{ metricKey: kpi.metric, subject: { kind: 'member', id: memberId } },
    range: inputs.period,
  });
  return { ...section(`${text}${more}`), accessory: button(say('lines'), 'activities.lines', lines) };
}

function gateText(kpi: KpiInput, index: number, { inputs, result }: CardView, locale: Locale): string {
  const key = gateKey(result.kpis[index]?.gate);
  if (kpi.floor === null || key === undefined) return '';
  return cardWords(locale)(key, { floor: valueText(kpi.floor, kpi, inputs.currency, locale) });
}

/** Long texts are cut: who wrote them has them whole. */
const SAID_LIMIT = 600;

function saidBlocks(view: CardView, locale: Locale): KnownBlock[] {
  const say = cardWords(locale);
  const { self, managerText, adjustment, names } = view;
  const nameOfMember = (id: string | null): string => plainInMrkdwn(names.get(id ?? '') ?? '?');
  const quoted = (text: string): string => cut(plainInMrkdwn(text), SAID_LIMIT);
  const lines: string[] = [];
  if (adjustment !== null) {
    const said = {
      ...{ points: signedText(adjustment.points), actor: nameOfMember(adjustment.actorId) },
      reason: quoted(adjustment.reason),
    };
    const second = adjustment.confirmedById;
    lines.push(
      second === null ? say('adjustOpen', said) : say('adjusted', { ...said, second: nameOfMember(second) }),
    );
  }
  if (self !== null) lines.push(say('selfPart', { grade: self.grade }));
  if (self !== null && self.text !== '') lines.push(say('selfText', { text: quoted(self.text) }));
  if (managerText !== '') lines.push(say('managerText', { text: quoted(managerText) }));
  const said = [...lines, ...peerTexts(view.peers, locale)].map((line) => section(line));
  return [...(said.length === 0 ? [] : [divider(), ...said]), ...answerBlocks(view, locale)];
}

/** The last of what was said after the close. */
function answerBlocks({ answers, names }: CardView, locale: Locale): KnownBlock[] {
  const say = cardWords(locale);
  return answers.slice(-5).map(({ kind, text, actorId, ownerId, dueDate }) => {
    const who = plainInMrkdwn(names.get(actorId) ?? '?');
    const what = text === '' ? '' : `${locale === 'zh' ? '：' : ': '}${cut(plainInMrkdwn(text), SAID_LIMIT)}`;
    const line = say('said', { who, kind: say(`said-${kind}`), text: what });
    const due =
      ownerId === null || dueDate === null
        ? []
        : [
            say('due', {
              owner: plainInMrkdwn(names.get(ownerId) ?? '?'),
              date: formatDate(dueDate, locale, true),
            }),
          ];
    return context(line, ...due);
  });
}
