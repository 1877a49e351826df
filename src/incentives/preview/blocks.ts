import type { KnownBlock } from '@slack/types';
import { formatPercent } from '../../kpi/value.ts';
import { header, type Reply, section } from '../../platform/blocks.ts';
import type { LeaderboardSpec } from '../../platform/charts/spec.ts';
import { linesWithin, namesWithin } from '../../platform/fit.ts';
import { languageTag, formatPercent as percentText } from '../../platform/format.ts';
import { plain, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { readFraction } from '../fraction.ts';
import { moneyText } from '../plan/show.ts';
import { totalsText } from '../statement/blocks.ts';
import { type Group, giniOf, groupsBy, type Rewarded, tenureOf, topTenthOf } from './fairness.ts';
import { amountOf, barOf, byAmount, type Tried, triedTotals } from './preview.ts';
import { previewWords } from './words.ts';

/** What a plan would have cost, who would have got what, and how it is spread. */

export interface PreviewView {
  name: string;
  /** Oldest first. */
  tried: readonly Tried[];
  /** By member id. */
  names: ReadonlyMap<string, string>;
  currency: string;
  /** B-07: of the newest evaluation. */
  rewarded: readonly Rewarded[];
  improved: readonly string[];
}

/** Lines that a form has room for. */
const IN_FORM = 10;

/** What stands in the form: the cost of each period, and who would have got what in the newest. */
export function previewText(view: PreviewView, locale: Locale, most = IN_FORM): string {
  const say = previewWords(locale);
  const { tried, names } = view;
  const newest = tried.at(-1);
  if (newest === undefined) return say('none');
  if (tried.every(({ people }) => people.length === 0)) return say('noneMatch');
  const people = byAmount(newest.people).map(({ memberId, statement }) =>
    say('person', {
      name: plainInMrkdwn(names.get(memberId) ?? '?'),
      amount: moneyText(amountOf(statement), view.currency, locale),
    }),
  );
  const shown = linesWithin(people.slice(0, most), locale, 2_000);
  const rest = people.length > most ? [namesRest(people.length - most, locale)] : [];
  return [
    say('head'),
    ...tried.map((one) => costLine(one, locale)),
    '',
    say('last', { cycle: plainInMrkdwn(newest.cycleName) }),
    ...[shown, ...rest],
  ].join('\n');
}

const namesRest = (count: number, locale: Locale): string =>
  locale === 'zh' ? `…还有 ${count} 人` : `… and ${count} more`;

function costLine(one: Tried, locale: Locale): string {
  const say = previewWords(locale);
  const { totals, paid, policy, gated, budgetFactor } = triedTotals(one);
  const line = say('period', {
    ...{ cycle: plainInMrkdwn(one.cycleName), paid, people: one.people.length },
    total: totalsText(totals, locale) || '0',
  });
  const notes = [
    ...(policy === 0 ? [] : [say('policy', { count: policy })]),
    ...(gated === 0 ? [] : [say('gated', { count: gated })]),
    ...(budgetFactor === null
      ? []
      : [say('budget', { percent: formatPercent(readFraction(budgetFactor), languageTag(locale), 1) })]),
  ];
  return [line, ...notes].join(' · ');
}

/** The answer to "Preview": everything, with pictures where they could be made. */
export function previewReply(view: PreviewView, images: readonly KnownBlock[], locale: Locale): Reply {
  const say = previewWords(locale);
  const title = say('title', { name: view.name });
  const fair = fairnessText(view, locale);
  return {
    text: plainInMrkdwn(title),
    blocks: [
      header(title),
      section(previewText(view, locale, 40)),
      ...images,
      ...(fair === '' ? [] : [section(fair)]),
    ],
  };
}

/** B-07: after a run, how it is spread. */
export function fairnessReply(view: PreviewView, images: readonly KnownBlock[], locale: Locale): Reply {
  const title = previewWords(locale)('fairHeader', { name: view.name });
  const text = fairnessText(view, locale) || previewWords(locale)('noneMatch');
  return { text: plainInMrkdwn(title), blocks: [header(title), section(text), ...images] };
}

/** B-07: Gini, the best paid tenth, by team, region, manager and time in the job, and who improved unrewarded. */
export function fairnessText(view: PreviewView, locale: Locale): string {
  const say = previewWords(locale);
  const { rewarded, tried, improved, names } = view;
  const newest = tried.at(-1);
  if (newest === undefined || rewarded.length === 0) return '';
  const amounts = rewarded.map(({ amount }) => Math.max(0, amount));
  const tenure = ({ years }: Rewarded): string =>
    say(years === null ? 'tenure-unknown' : `tenure-${tenureOf(years)}`);
  const groups = [
    ['by-team', groupsBy(rewarded, ({ team }) => team)],
    ['by-region', groupsBy(rewarded, ({ region }) => region)],
    ['by-manager', groupsBy(rewarded, ({ manager }) => manager)],
    ['by-tenure', groupsBy(rewarded, tenure)],
  ] as const;
  const lines = groups.map(([key, own]) => {
    const said = own.slice(0, 8).map((group) => groupText(group, view.currency, locale));
    return `${say(key)} ${namesWithin(said, locale, 8)}`;
  });
  const never = improved.map((id) => plainInMrkdwn(names.get(id) ?? '?'));
  return [
    say('fairTitle', { cycle: plainInMrkdwn(newest.cycleName) }),
    say('fairLine', { gini: giniOf(amounts).toFixed(2), top: percentText(topTenthOf(amounts), locale) }),
    ...lines,
    ...(never.length === 0 ? [] : [say('unrewarded', { names: namesWithin(never, locale) })]),
  ].join('\n');
}

function groupText({ name, people, mean }: Group, currency: string, locale: Locale): string {
  const say = previewWords(locale);
  return say('group', {
    ...{ group: plainInMrkdwn(name) || say('none_group'), count: people },
    mean: moneyText(BigInt(Math.round(mean)), currency, locale),
  });
}

/** Who would have got what, as bars. */
export function peopleChart({ name, tried, names, currency }: PreviewView, locale: Locale): LeaderboardSpec {
  const say = previewWords(locale);
  const newest = tried.at(-1);
  const rows = byAmount(newest?.people ?? []).filter(({ statement }) => amountOf(statement) > 0n);
  return {
    ...{ kind: 'leaderboard', title: plain(say('chartTitle')), empty: say('chartEmpty'), teams: [] },
    subtitle: plain([name, newest?.cycleName ?? ''].join(' · ')),
    rows: rows.slice(0, 10).map(({ memberId, statement }, index) => ({
      ...{ rank: `${index + 1}`, name: plain(names.get(memberId) ?? '?'), value: barOf(amountOf(statement)) },
      label: moneyText(amountOf(statement), currency, locale),
    })),
  };
}

/** B-07: the mean of each team, as bars. */
export function fairnessChart({ name, rewarded, currency }: PreviewView, locale: Locale): LeaderboardSpec {
  const say = previewWords(locale);
  const groups = groupsBy(rewarded, ({ team }) => team);
  return {
    ...{ kind: 'leaderboard', title: plain(say('fairChart')), empty: say('chartEmpty'), teams: [] },
    subtitle: plain(name),
    rows: groups.slice(0, 10).map(({ name: team, mean }, index) => ({
      ...{ rank: `${index + 1}`, name: plain(team) || say('none_group'), value: Math.max(0, mean) },
      label: moneyText(BigInt(Math.round(mean)), currency, locale),
    })),
  };
}
