/** The picture of a replay: how often before and after, for each person of a small team, for each period of a large one. Pure. */
import { metricName, type Reader } from '../goals/phrases.ts';
import { MOST_SHIFTS, type ShiftSpec } from '../platform/charts/spec.ts';
import { plain } from '../platform/mrkdwn.ts';
import { byChange, type Score } from './outcome.ts';
import { type About, ofText, percentOf, shortPeriod, trialWords, whoseName } from './phrases.ts';
import { words } from './words.ts';

/** Beyond so many people a picture of each says nothing any more. */
const MOST_PEOPLE = 10;

export function chartOf(about: About, reader: Reader): ShiftSpec {
  const say = words(reader.locale);
  const { outcome, metric } = about;
  const isOfPeople = outcome.people.length <= MOST_PEOPLE;
  const rows = isOfPeople
    ? byChange(outcome.people).map((person) => ({ ...person, name: plain(person.replay.rep.name) }))
    : outcome.periods.map((one) => ({ ...one, name: shortPeriod(one.period, reader) }));
  return {
    kind: 'shift',
    title: plain(say('chart_title', { metric: metricName(metric, reader) })),
    subtitle: plain(
      say('chart_subtitle', { whose: whoseName(about, reader), trial: trialWords(about, reader) }),
    ),
    legend: { before: say('chart_before'), after: say('chart_after'), fewer: say('chart_fewer') },
    empty: say('chart_empty'),
    rows: rows.slice(-MOST_SHIFTS).map(({ name, before, after }) => ({
      ...{ name, before: percentOf(before), after: percentOf(after) },
      ...{ beforeLabel: label(before, reader), afterLabel: label(after, reader) },
    })),
  };
}

function label(score: Score, reader: Reader): string {
  const say = words(reader.locale);
  return score.rated === 0 ? say('chart_none') : ofText(score, reader);
}
