import type { LocalDate } from '../../kpi/localDate.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import {
  dateInWords,
  daysInWords,
  type Nouns,
  personNamed,
  placeInWords,
  teamNamed,
} from '../profile/phrases.ts';
import { profileWords } from '../profile/words.ts';
import {
  type FacetKey,
  type Facets,
  facetKey,
  leadsFacet,
  parentFacet,
  staysFacet,
  weekdaysFacet,
} from './facets.ts';

/** A change in words, before and after. */
interface Told {
  before: unknown;
  after: unknown;
  nouns: Nouns;
  locale: Locale;
}

/** What a change did, a line each; `subject` ("member:<id>") is not named in its own lines. Columns that nobody reads are left out. */
export function changeLines(
  { before, after, subject }: { before: Facets; after: Facets; subject: string },
  nouns: Nouns,
  locale: Locale,
): string[] {
  const say = profileWords(locale);
  return Object.keys(after).flatMap((text) => {
    const key = facetKey(text);
    if (key === undefined) return [];
    const lines = facetLines(key, { before: before[text], after: after[text], nouns, locale });
    const memberId = 'memberId' in key ? key.memberId : undefined;
    if (memberId === undefined || subject === `member:${memberId}`) return lines;
    return lines.map((line) => say('of', { name: personNamed(memberId, nouns), line }));
  });
}

function facetLines(key: FacetKey, told: Told): string[] {
  const { nouns, locale } = told;
  const say = profileWords(locale);
  switch (key.kind) {
    case 'member':
      return columnLine(key.column, told);
    case 'team':
      return teamLine(key.column, told);
    case 'stays':
      return spanLines(told, staysFacet.parse, (stay) => placeInWords(stay, nouns, locale));
    case 'weekdays':
      return spanLines(told, weekdaysFacet.parse, ({ weekdays }) =>
        say('plan-works', { days: daysInWords(weekdays, locale) }),
      );
    case 'leads': {
      const team = teamNamed(key.teamId, nouns, locale);
      return spanLines(
        told,
        leadsFacet.parse,
        () => say('plan-leads', { team }),
        say('plan-leads-not', { team }),
      );
    }
    case 'parent':
      return spanLines(
        told,
        parentFacet.parse,
        ({ parentId }) => say('plan-under', { team: teamNamed(parentId, nouns, locale) }),
        say('plan-alone'),
      );
  }
}

interface Dated {
  from: LocalDate;
  to: LocalDate | null;
}

/** What begins, what ends without a successor (`ending` in words), and what is no longer planned. */
function spanLines<S extends Dated>(
  { before, after, locale }: Told,
  parse: (value: unknown) => S[],
  inWords: (span: S) => string,
  ending?: string,
): string[] {
  const say = profileWords(locale);
  const [old, now] = [parse(before ?? []), parse(after ?? [])];
  const from = (date: LocalDate, what: string) => say('from', { date: dateInWords(date, locale), what });
  const same = (a: S, b: S) => a.from === b.from && inWords(a) === inWords(b);
  const begun = now.filter((span) => !old.some((other) => same(span, other)));
  const ended = now.filter(
    (span) =>
      span.to !== null &&
      old.some((other) => same(span, other) && other.to !== span.to) &&
      !now.some((next) => next.from === span.to),
  );
  const dropped = old.filter((span) => !now.some((other) => other.from === span.from));
  return [
    ...begun.map((span) => from(span.from, inWords(span))),
    ...(ending === undefined ? [] : ended.flatMap(({ to }) => (to === null ? [] : [from(to, ending)]))),
    ...dropped.map((span) => say('dropped', { date: dateInWords(span.from, locale), what: inWords(span) })),
  ];
}

const LONGEST = 80;
/** A channel as Slack names it; what only looks like one is shown as it stands. */
const CHANNEL = /^[CG][A-Z0-9]{8,}$/;

function columnLine(column: (FacetKey & { kind: 'member' })['column'], told: Told): string[] {
  const { before, after, locale } = told;
  const say = profileWords(locale);
  const line = (inWords: (value: unknown) => string) => [
    say('line', { label: say(`label-${column}`), before: inWords(before), after: inWords(after) }),
  ];
  switch (column) {
    case 'isAdmin':
    case 'isFinance':
      return line((value) => say(value === true ? 'yes' : 'no'));
    case 'firstDay':
    case 'lastDay':
      return line((value) => dateText(value, locale));
    case 'locale':
      return line((value) => say(value === 'zh' ? 'language-zh' : 'language-en'));
    case 'overrides':
      return line((value) => overridesText(value, locale));
    case 'name':
    case 'tz':
      return line((value) => textOf(value, locale));
  }
}

function overridesText(value: unknown, locale: Locale): string {
  const say = profileWords(locale);
  const own = (['name', 'tz', 'locale'] as const).filter(
    (one) => Array.isArray(value) && value.includes(one),
  );
  return own.map((one) => say(`label-${one}`)).join(locale === 'zh' ? '、' : ', ') || say('none');
}

function teamLine(column: (FacetKey & { kind: 'team' })['column'], told: Told): string[] {
  const { before, after, locale } = told;
  const say = profileWords(locale);
  const line = (label: string, inWords: (value: unknown) => string) => [
    say('line', { label, before: inWords(before), after: inWords(after) }),
  ];
  switch (column) {
    case 'name':
      return line(say('label-team-name'), (value) => textOf(value, locale));
    case 'region':
      return line(say('label-region'), (value) => textOf(value, locale));
    case 'tz':
      return line(say('label-team-tz'), (value) => textOf(value, locale));
    case 'channelId':
      return line(say('label-channelId'), (value) => {
        return typeof value === 'string' && CHANNEL.test(value) ? `<#${value}>` : textOf(value, locale);
      });
    case 'retiredOn':
      return line(say('label-retiredOn'), (value) => dateText(value, locale));
    case 'nameKey':
      return [];
  }
}

const textOf = (value: unknown, locale: Locale): string =>
  typeof value === 'string' && value !== ''
    ? cut(plainInMrkdwn(value), LONGEST)
    : profileWords(locale)('none');

const dateText = (value: unknown, locale: Locale): string =>
  typeof value === 'string' ? dateInWords(value as LocalDate, locale) : profileWords(locale)('none');
