import type { KnownBlock } from '@slack/types';
import { type MarketEvent, marketKey } from '../../goals/review/market.ts';
import type { Standing } from '../../goals/standing.ts';
import { compare } from '../../kpi/exact.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesWithin, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { itemBlocks } from '../../platform/items.ts';
import { cut, escapeText } from '../../platform/mrkdwn.ts';
import type { DigestPart } from '../../platform/slice.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { standingText } from '../blocks.ts';
import type { Teller } from '../figures.ts';
import { gapFigures, marketFigures } from '../weekly/blocks.ts';
import { gapOf, type Hold, hasAsk, share } from '../weekly/hold.ts';
import { digestWhyText } from '../weekly/why.ts';
import type { Behind } from './behind.ts';
import type { DigestPerson } from './person.ts';
import type { Silent } from './silent.ts';
import { words } from './words.ts';

/** What the manager's digest is made of: exceptions, not tables. */
export interface Digest {
  team: string;
  weekName: string;
  /** On which it is read: the reported week is the last one then. */
  date: LocalDate;
  /** The team's own targets as of the week's end. */
  standings: readonly Standing[];
  people: readonly DigestPerson[];
  /** Teams right below it, whose people count in its figures and have a digest of their own. */
  below?: readonly string[];
  /** Who said in this week that they are unsure of a target, and what is in the way: lines, in the reader's language. */
  unsure?: readonly string[];
  /** C-02: what fell for everybody of the role. */
  market?: readonly { event: MarketEvent; metric: MetricInfo }[];
  /** What the slices bring: to know, and to decide. */
  parts: readonly DigestPart[];
}

const shownAtMost = 8;
const fallsAtMost = 3;
const LONGEST_NAME = 60;
const short = (name: string): string => cut(escapeText(name), LONGEST_NAME);

/** The manager's digest: the team against its targets, who is behind beyond chance or silent, and what waits for a decision, with its buttons. */
export function digestReply(digest: Digest, teller: Teller): Reply {
  const say = words(teller.locale);
  const team = escapeText(digest.team);
  const before = [
    header(say('title', { team: digest.team, week: digest.weekName })),
    teamSection(digest, teller),
    ...belowLine(digest, teller),
  ];
  const people = exceptions(digest, teller);
  const items = itemsOf(digest, teller);
  const isQuiet = people.length === 0 && items.length === 0 && digest.people.length > 0;
  const quiet = isQuiet ? [section(say('quiet'))] : [];
  const blocks = inMessage([...before, ...people, ...quiet], items, besides(digest, teller), teller.locale);
  return { text: say('text', { team, week: digest.weekName }), blocks };
}

function teamSection({ team, standings, date }: Digest, teller: Teller): KnownBlock {
  const say = words(teller.locale);
  if (standings.length === 0) return section(say('noTeamTarget', { team: escapeText(team) }));
  const lines = standings.map((standing) => standingText(standing, teller, date));
  return section(linesWithin([say('team'), ...lines], teller.locale));
}

function belowLine({ below = [] }: Digest, teller: Teller): KnownBlock[] {
  if (below.length === 0) return [];
  const names = namesWithin(below.map(escapeText), teller.locale);
  return [section(words(teller.locale)('below', { names }))];
}

/** Who is behind beyond noise, the longest first; who is silent; who said that they are unsure. */
function exceptions(digest: Digest, teller: Teller): KnownBlock[] {
  const say = words(teller.locale);
  const { people, unsure = [], below = [] } = digest;
  if (people.length === 0) return below.length > 0 ? [] : [section(say('nobody'))];
  const behind = people
    .flatMap((person) =>
      person.behind === undefined || person.silent ? [] : [{ ...person, behind: person.behind }],
    )
    .toSorted((a, b) => b.behind.weeks - a.behind.weeks || compare(share(a.behind.gap), share(b.behind.gap)))
    .map((person) => behindLine(person, teller));
  const silent = people
    .flatMap(({ name, silent: since }) => (since === undefined ? [] : [{ name, since }]))
    .toSorted((a, b) => b.since.days - a.since.days)
    .map(({ name, since }) => silentLine(name, since, teller));
  const fell = (digest.market ?? []).slice(0, fallsAtMost).map(({ event, metric }) => ({
    ...section(say('fell', marketFigures(event, metric, teller))),
    accessory: button(say('walk'), 'goals.walk', marketKey(event)),
  }));
  const list = (title: string, lines: readonly string[]): KnownBlock[] =>
    lines.length === 0 ? [] : [section([title, ...cutList(lines, digest, teller)].join('\n'))];
  return [
    ...fell,
    ...list(say('behind'), behind),
    ...list(say('silent'), silent),
    ...(unsure.length === 0 ? [] : [section(linesWithin(unsure, teller.locale))]),
  ];
}

function behindLine({ name, week, behind }: DigestPerson & { behind: Behind }, teller: Teller): string {
  const say = words(teller.locale);
  const { weeks: count, since: from, row, gap } = behind;
  const since =
    count === 1 ? say('since-new') : say('since', { count, date: formatDate(from, teller.locale) });
  const isHold = 'row' in week.hold && week.hold.row === row;
  const what = isHold ? reasonText(week.hold, teller) : say('short', gapFigures(row, gap, teller));
  return say('behindLine', { person: short(name), since, what });
}

function reasonText(hold: Hold, teller: Teller): string {
  const say = words(teller.locale);
  switch (hold.kind) {
    case 'volume':
      return say('volume', gapFigures(hold.row, hold.gap, teller));
    case 'result': {
      const shown = gapFigures(hold.row, hold.gap, teller);
      if (hold.explained === undefined) return say(hold.isActive ? 'result' : 'short', shown);
      return say('why', { ...shown, why: digestWhyText(hold.explained, hold.row, teller) });
    }
    case 'quality':
      return say(
        hold.gap.metric.definition.direction === 'maintain' ? 'short' : 'quality',
        gapFigures(hold.row, hold.gap, teller),
      );
    case 'market':
    case 'nothing logged':
    case 'away':
    case 'no target':
    case 'none':
      return '';
  }
}

function silentLine(name: string, { days, last }: Silent, teller: Teller): string {
  const say = words(teller.locale);
  if (last === null) return say('silentNever', { person: short(name), days });
  return say('silentLine', { person: short(name), days, date: formatDate(last, teller.locale) });
}

function cutList(lines: readonly string[], { team }: Digest, teller: Teller): string[] {
  if (lines.length <= shownAtMost) return [...lines];
  const count = lines.length - shownAtMost;
  const more = words(teller.locale)('more', { count, team: short(team) });
  return [...lines.slice(0, shownAtMost), more];
}

/** What is to be known, then what is to be decided; each decision is a thing of its own, so that its answer stands in its place. */
function itemsOf({ parts }: Digest, teller: Teller): KnownBlock[][] {
  const sorted = parts.filter(({ blocks }) => blocks.length > 0).toSorted((a, b) => a.order - b.order);
  const notes = sorted.filter(({ kind }) => kind === 'note').map(({ blocks }) => blocks);
  const decisions = sorted
    .filter(({ kind }) => kind === 'decision')
    .map(({ blocks }, at) => {
      const title = at === 0 ? [section(words(teller.locale)('decide'))] : [];
      return [...title, ...itemBlocks(blocks, at)];
    });
  return [...notes, ...decisions];
}

/** Beside the exceptions, in small print: who has no target or one that is to begin, who may be short by chance, who was away, and how many are fine. */
function besides({ people }: Digest, teller: Teller): KnownBlock[] {
  const say = words(teller.locale);
  const rest = people.filter(({ behind, silent }) => behind === undefined && silent === undefined);
  const isShort = ({ week }: DigestPerson): boolean => week.rows.some((row) => gapOf(row) !== undefined);
  const kindOf = (person: DigestPerson): 'noTarget' | 'begins' | 'market' | 'chance' | 'away' | 'fine' => {
    if (person.week.hold.kind === 'away') return 'away';
    if (!person.week.rows.some(hasAsk)) return person.begins === true ? 'begins' : 'noTarget';
    if (person.week.hold.kind === 'market') return 'market';
    return isShort(person) ? 'chance' : 'fine';
  };
  const groups = Map.groupBy(rest, kindOf);
  const lines = (['noTarget', 'begins', 'market', 'chance', 'away'] as const).flatMap((kind) => {
    const names = groups.get(kind)?.map(({ name }) => escapeText(name)) ?? [];
    return names.length === 0 ? [] : [say(kind, { names: namesWithin(names, teller.locale) })];
  });
  const fine = groups.get('fine')?.length ?? 0;
  const all = fine === 0 ? lines : [...lines, say('fine', { count: fine })];
  return all.length === 0 ? [] : [context(linesWithin(all, teller.locale))];
}
