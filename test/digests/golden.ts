import { readFileSync } from 'node:fs';
import type { KnownBlock } from '@slack/types';
import { saidBy, unsureLines } from '../../src/feedback/checkin/shown.ts';
import { digestReply } from '../../src/feedback/digest/blocks.ts';
import { personOf } from '../../src/feedback/digest/person.ts';
import { tellerFor } from '../../src/feedback/figures.ts';
import { suspectsAmong } from '../../src/feedback/weekly/market/suspects.ts';
import { decideWeek } from '../../src/feedback/weekly/week.ts';
import { asOfEnd } from '../../src/goals/asOf.ts';
import { begunOn, type MarketEvent, marketEvents } from '../../src/goals/review/market.ts';
import { type Facts, standingsOf } from '../../src/goals/standing.ts';
import { teamCalendar } from '../../src/goals/team.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { formatPeriod } from '../../src/platform/format.ts';
import type { Locale } from '../../src/platform/words.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { day, facts, key } from '../goals/given.ts';
import { casesIn, type Told, toldIn } from '../weeks/given.ts';
import { type Company, companyOf, type Given, shape } from './given.ts';
import { partsOf } from './parts.ts';

/** Golden digests: a folder holds what a team did and what waits (`facts.json`), and what people worked out that its lead is told (`digest.md`). */

const root = new URL('./', import.meta.url);

export const goldenDigests = (): string[] => casesIn(root);
export const toldOf = (name: string): Told => toldIn(new URL(`${name}/digest.md`, root));

/** The digest of a case without its headline, as its lead reads it: a line of buttons in brackets. */
export function saidOf(name: string, locale: Locale): { title: string; body: string } {
  const given = shape.parse(JSON.parse(readFileSync(new URL(`${name}/facts.json`, root), 'utf8')));
  const company = companyOf(given);
  const { types } = readyMadeOf(given.playbook);
  const week = key(given.week);
  const teller = tellerFor(locale, given.currency);
  const around = { types, cohort: cohortIn(company) };
  const decided = (market: readonly MarketEvent[]) =>
    company.reps.map(({ person, facts: own }) => ({
      ...{ person, facts: own, week: decideWeek(own, week, { ...around, market }) },
    }));
  const market = marketIn(
    company,
    week,
    decided([]).map((one) => one.week),
  );
  const asOf = asOfEnd(rangeOf(week));
  const reply = digestReply(
    {
      ...{ team: given.team.name, weekName: formatPeriod(week, locale), date: day(rangeOf(week).to) },
      standings: standingsOf(teamFacts(company, asOf)),
      people: decided(market).map((one) => personOf(one.person.name, one)),
      below: given.below,
      unsure: unsureLines(saidIn(given, company), teller, { today: rangeOf(week).from, fiscalYearStart: 1 }),
      market: market.flatMap((event) => {
        const metric = company.metrics.find((one) => one.key === event.metricKey);
        return metric === undefined ? [] : [{ event, metric }];
      }),
      parts: partsOf(given, company, market, locale),
    },
    teller,
  );
  const [title = '', ...lines] = linesOf(reply.blocks ?? []);
  return { title, body: lines.join('\n') };
}

/** What is usual in the team (weekly/job.ts reads it so from the records). */
const cohortIn = ({ reps }: Company) => ({
  people: reps.length,
  rows: reps.flatMap((rep) => rep.facts.rows),
  calendars: reps.map((rep) => rep.facts.calendar),
});

/** C-02, as for a workspace of this one team. */
function marketIn({ reps, metrics }: Company, week: Given['week'], weeks: ReturnType<typeof decideWeek>[]) {
  const rows = reps.flatMap((rep) => rep.facts.rows);
  const events = marketEvents({
    ...{ week: key(week), metrics: suspectsAmong(metrics, weeks), people: reps.map(({ person }) => person) },
    calendars: new Map(reps.map(({ person, facts: own }) => [person.memberId, own.calendar])),
    ...{ rows, begun: begunOn(rows) },
  });
  return events.filter(({ direction }) => direction === 'fell');
}

/** the team's own sums against its own targets. */
const teamFacts = ({ reps, metrics, teamTargets }: Company, asOf: Facts['asOf']): Facts =>
  facts({
    ...{ metrics, asOf, targets: teamTargets, subject: { kind: 'team', id: 'west' } },
    rows: reps.flatMap((rep) => rep.facts.rows),
    calendar: teamCalendar(reps.map((rep) => rep.facts.calendar)),
  });

function saidIn({ people, week }: Given, { metrics }: Company) {
  const answers = people.flatMap(({ name, unsure = [] }) =>
    unsure.map(({ metric, period, sure, way }) => ({
      ...{ memberId: name, week: key(week), metricKey: metric, periodKey: key(period), sure, way },
    })),
  );
  return saidBy(answers, new Map(people.map(({ name }) => [name, name])), metrics);
}

/** A row of buttons in a line. */
function buttonsIn(elements: readonly ({ type: string; text?: { text: string } } | undefined)[]): string[] {
  const labels = elements.flatMap((one) => (one === undefined ? [] : [`[${one.text?.text ?? one.type}]`]));
  return labels.length === 0 ? [] : [labels.join(' ')];
}

/** Each text of the blocks in a line, the buttons of a row together. */
function linesOf(blocks: readonly KnownBlock[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'header':
        return [block.text.text];
      case 'section':
        return [...(block.text?.text ?? '').split('\n'), ...buttonsIn([block.accessory])];
      case 'context':
        return block.elements.flatMap((one) => ('text' in one ? one.text.split('\n') : []));
      case 'actions':
        return buttonsIn(block.elements);
      default:
        throw new Error(`a digest with a block that is not read: ${block.type}`);
    }
  });
}
