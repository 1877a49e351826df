import { addDays } from '../../../kpi/localDate.ts';
import type { Person } from '../../../people/person.ts';
import { leadsAnybody, may } from '../../../people/rights.ts';
import { listPeople, listTeams } from '../../../people/store.ts';
import { normalise } from '../../../platform/normalise.ts';
import type { HomePart, Input, VerbInput } from '../../../platform/slice.ts';
import type { RecordedActivity } from '../../activity.ts';
import type { Frame } from '../../blocks.ts';
import { frameFor } from '../../recording/slack.ts';
import { rubricOf } from '../asking/slack.ts';
import { resultOf } from '../grade.ts';
import { showLeniency, showPools } from '../managing/slack.ts';
import { listPieces, listRated, listWaiting, type Rating, ratingsOf, requestsOf } from '../store.ts';
import { gradingWords } from '../words.ts';
import { ratingListReply, type Status, waitingPart } from './blocks.ts';

const RATERS = /^(?:raters?|pools?|评审人?|评委)$/iu;
const LENIENCY = /^(?:leniency|compare|宽严|松紧)$/iu;
/** "EUR=1.08", "eur 1.08", "1 EUR = 1.08": an exchange rate, as it was typed here before. */
const EXCHANGE = /^(?:1\s*)?[A-Za-z]{3}\s*=?\s*[\d.,]+\b/u;
const DAYS_BACK = 100;
const [WAITING, RATED, OWN, TEAMS] = [20, 5, 8, 12];

/** `/pace rate`: what waits for me; `raters`, `leniency`. `exchange`: the command of exchange rates. */
export const rateWork = (exchange: (input: VerbInput) => Promise<void>) => {
  return async (input: VerbInput): Promise<void> => {
    const text = normalise(input.text).text.trim();
    if (text === '') return showRatings(input);
    if (RATERS.test(text)) return showPools(input);
    if (LENIENCY.test(text)) return showLeniency(input);
    if (EXCHANGE.test(text)) return exchange(input);
    await input.reply({ text: gradingWords(input.actor.locale)('usage') });
  };
};

/** What waits for me, what I rated, my own work, and for those who lead that of their teams. */
export async function showRatings(input: Input): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const [frame, people, teams, waiting, rated] = await Promise.all([
    frameFor(input),
    listPeople(deps.db, workspace.id, today),
    listTeams(deps.db, workspace.id, today),
    listWaiting(deps.db, workspace.id, actor.memberId, WAITING),
    listRated(deps.db, workspace.id, actor.memberId, RATED),
  ]);
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  const shown: Frame = { ...frame, names };
  const [own, theirs] = await work(input, shown, people);
  const isGraded = (fact: RecordedActivity): boolean => rubricOf(frame, fact.typeKey) !== undefined;
  const nothing = waiting.length + rated.length + own.length + theirs.length === 0;
  if (nothing && !frame.playbook.types.some((type) => type.rubric !== undefined))
    return input.reply({ text: gradingWords(actor.locale)('nothing-rated') });
  const by = (fact: RecordedActivity): string => names.get(fact.memberId) ?? '?';
  const status = await statuses(input, [...own, ...theirs], shown);
  const list = {
    waiting: waiting.filter(isGraded).map((fact) => ({ fact, author: by(fact) })),
    rated: rated.map((one) => ({ ...one, author: by(one.fact) })),
    own: own.map((fact) => ({ fact, status: status(fact) })),
    teams: theirs.map((fact) => ({ fact, author: by(fact), status: status(fact) })),
    led: leadsAnybody(actor) ? teams.filter((team) => actor.isAdmin || actor.leads.includes(team.id)) : [],
  };
  await input.reply(ratingListReply(list, shown));
}

/** Work of the last months that raters grade: one's own, and that of those whom one leads. */
async function work(
  input: Input,
  { playbook }: Frame,
  people: readonly Person[],
): Promise<[RecordedActivity[], RecordedActivity[]]> {
  const { deps, workspace, actor, today } = input;
  const types = playbook.types.filter((type) => type.rubric !== undefined).map((type) => type.key);
  const range = { from: addDays(today, -DAYS_BACK), to: addDays(today, 2) };
  const led = people.filter((person) => may(actor, 'evaluate', person)).map((person) => person.memberId);
  const read = (memberIds: readonly string[], limit: number) =>
    listPieces(deps.db, workspace.id, { types, memberIds, range }, limit);
  return Promise.all([read([actor.memberId], OWN), led.length === 0 ? [] : read(led, TEAMS)]);
}

/** How far each piece of work is. */
async function statuses(
  { deps, workspace }: Input,
  pieces: readonly RecordedActivity[],
  frame: Frame,
): Promise<(fact: RecordedActivity) => Status> {
  const [ratings, requests] = await Promise.all([
    ratingsOf(deps.db, workspace.id, pieces),
    requestsOf(deps.db, workspace.id, pieces),
  ]);
  const isOf =
    (fact: RecordedActivity) =>
    (one: Pick<Rating, 'batchId' | 'line'>): boolean =>
      one.batchId === fact.batchId && one.line === fact.line;
  return (fact) => {
    const own = ratings.filter(isOf(fact));
    const asked = requests.filter(isOf(fact)).map(({ raterId }) => frame.names.get(raterId) ?? '?');
    const needed = rubricOf(frame, fact.typeKey)?.raters ?? 2;
    return { result: resultOf(own), count: own.length, needed, asked };
  };
}

/** Home's part: that something waits. */
export async function ratingsHome(input: Input): Promise<HomePart[]> {
  const { deps, workspace, actor } = input;
  const waiting = await listWaiting(deps.db, workspace.id, actor.memberId, WAITING);
  const blocks = waitingPart(waiting.length, actor.locale);
  return blocks.length === 0 ? [] : [{ order: 15, blocks }];
}
