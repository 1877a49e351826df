/** Last period's targets times a factor: opens the modal, shows what a choice comes to, and sets it. */
import { localDateOf } from '../../kpi/time.ts';
import { teamsBelow } from '../../people/tree.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { plainReply } from '../blocks.ts';
import { type Circle, readCircle, subjectOf } from '../circle/slack.ts';
import { parseFactor } from '../factor/factor.ts';
import type { GoalCommand, Who } from '../grammar/command.ts';
import { setWishes } from '../many/slack.ts';
import { isDivided } from '../parts.ts';
import { sayTo } from '../phrases.ts';
import { targetsOf } from '../store.ts';
import { readSubject, type Subject, subjectKey, type Target } from '../target.ts';
import { countingFor, mayDo, type Whose, whoseCompany, whoseTeam } from '../whose.ts';
import { type Chosen, chosenIn, memoryOf, sourceIn, toIn } from './check.ts';
import { type Copied, copiesOf, destinationsOf, namedSources, restsOf, type Source } from './copy.ts';
import { type CopyShown, copyView } from './view.ts';
import { copyWords } from './words.ts';

/** `/goal copy last month x1.1`. */
export async function copyByCommand(
  input: Input,
  circle: Circle,
  { who, period, factor, metrics }: Extract<GoalCommand, { kind: 'copy' }>,
): Promise<void> {
  const chosen = {
    ...{ who: keyOf(who, circle), source: period ?? '', to: '', factor: factor === '' ? '100%' : factor },
    metrics: metrics.map(({ key }) => key),
  };
  await open(input, circle, chosen);
}

function keyOf(who: Who, { people }: Circle): string {
  switch (who.kind) {
    case 'self':
      return 'me';
    case 'company':
      return subjectKey({ kind: 'company', id: '' });
    case 'team':
      return subjectKey({ kind: 'team', id: who.id });
    case 'region':
      return subjectKey({ kind: 'region', id: who.name });
    case 'person': {
      const id = people.find((one) => one.slackUserId === who.slackUserId)?.memberId ?? '';
      return subjectKey({ kind: 'member', id });
    }
  }
}

/** "From last period…": the button's value names whose targets were listed. */
export async function openCopy(input: ActionInput): Promise<void> {
  const circle = await readCircle(input);
  const subject = readSubject(input.value);
  const isMine = subject === undefined || (subject.kind === 'member' && subject.id === input.actor.memberId);
  const who = isMine ? 'me' : input.value;
  await open(input, circle, { who, source: '', to: '', factor: '100%', metrics: [] });
}

async function open(input: Input, circle: Circle, chosen: Chosen): Promise<void> {
  const shown = await read(input, circle, chosen);
  if (shown !== undefined) await input.open(copyView(shown, circle.reader));
}

/** A choice was made: shows what it comes to. */
export async function showCopy(input: ActionInput): Promise<void> {
  const memory = memoryOf(input.view?.metadata ?? '');
  if (memory === undefined || input.view === undefined) return;
  const circle = await readCircle(input);
  const fields: Record<string, string> = {
    'goals.copy-who': 'who',
    'goals.copy-source': 'source',
    'goals.copy-to': `to:${memory.source}`,
    'goals.copy-metrics': 'metrics',
  };
  const field = fields[input.actionId];
  const values = field === undefined ? input.view.values : { ...input.view.values, [field]: input.value };
  const shown = await read(input, circle, chosenIn(values, memory));
  if (shown !== undefined) await input.updateView(copyView(shown, circle.reader));
}

/** Handed in: worked out anew, on what there is now. */
export async function submitCopy(input: SubmitInput): Promise<void> {
  const memory = memoryOf(input.metadata);
  const circle = await readCircle(input);
  if (memory === undefined) return input.reply(plainReply(sayTo(circle.reader)('gone')));
  const shown = await read(input, circle, chosenIn(input.values, memory));
  if (shown === undefined) return;
  const wishes = shown.copies.filter((copy) => !copy.isSame).map((copy) => copy.wish);
  if (wishes.length > 0) return setWishes(input, wishes, circle);
  const say = copyWords(circle.reader.locale);
  await input.reply(plainReply(say(shown.copies.length > 0 ? 'same_field' : 'nothing_field')));
}

/** Everything that the modal shows; undefined where that was answered already. */
async function read(input: Input, circle: Circle, chosen: Chosen): Promise<CopyShown | undefined> {
  const { deps, workspace, actor } = input;
  const { reader, playbook } = circle;
  const say = copyWords(reader.locale);
  const whose = whoseKeyed(input, circle, chosen.who);
  if (whose === undefined) {
    await input.reply(plainReply(sayTo(reader)('gone')));
    return undefined;
  }
  const isMine = whose.isSelf;
  if (!isMine && !mayDo(actor, 'set-target', whose)) {
    await denied(deps.db, workspace.id, actor.memberId, 'set-target', subjectKey(whose.subject));
    await input.reply(plainReply(say('denied', { name: plainInMrkdwn(whose.name) })));
    return undefined;
  }
  const subjects = subjectsOf(input, circle, whose);
  const all = subjects.length === 0 ? [] : await targetsOf(deps.db, workspace.id, { subjects });
  const places = new Map(subjects.map((subject, index) => [subjectKey(subject), index]));
  const placeOf = ({ subject }: Target): number => places.get(subjectKey(subject)) ?? 0;
  const metricAt = ({ metricKey }: Target): number =>
    playbook.metrics.findIndex(({ key }) => key === metricKey);
  // The wider first, then people by name; of each the playbook's order.
  const targets = all
    .filter((target) => mayCopy(input, target))
    .sort((a, b) => placeOf(a) - placeOf(b) || metricAt(a) - metricAt(b));
  const today = localDateOf(input.now, whose.tz);
  const frame = { today, currency: reader.currency, fiscalYearStart: reader.fiscalYearStart };
  const named = namedSources(targets, frame);
  const source = sourceIn(chosen.source) ?? usualSource(targets, named, today);
  const periods = source === 'recurring' || named.includes(source) ? named : [source, ...named];
  const destinations = source === 'recurring' ? [] : destinationsOf(source, frame);
  const to = toOf(chosen, source, destinations);
  const factor = parseFactor(chosen.factor);
  const wanted = { source, factor: factor.ok ? factor.value : ONE, metrics: chosen.metrics };
  const copies = to === undefined ? [] : copiesOf(targets, playbook.metrics, { ...wanted, to }, frame, all);
  const everything =
    to === undefined ? [] : copiesOf(targets, playbook.metrics, { ...wanted, to, metrics: [] }, frame, all);
  const keys = new Set(everything.map((copy) => copy.metric.key));
  return {
    ...{ source, periods, destinations, copies, isMine, tz: whose.tz },
    chosen: { ...chosen, who: isMine ? 'me' : subjectKey(whose.subject), source, to: to ?? '' },
    groups: groupsFor(input, circle, whose),
    metrics: playbook.metrics.filter(({ key }) => keys.has(key)),
    factor: factor.ok ? factor.value : factor.problem,
    rests: restsOf(
      copies,
      (metric) => isDivided(metric.definition),
      (target) => membersOf(target, circle),
    ),
    nameOf: ({ from }: Copied) => subjectOf(from.subject, input, circle)?.name ?? '',
  };
}

const ONE = { n: 1n, d: 1n };

function whoseKeyed(input: Input, circle: Circle, who: string): Whose | undefined {
  const subject: Subject | undefined =
    who === 'me' ? { kind: 'member', id: input.actor.memberId } : readSubject(who);
  return subject === undefined ? undefined : subjectOf(subject, input, circle);
}

/** A team with the teams below and their people; a region with its teams and people; the company with everything. */
function subjectsOf(input: Input, circle: Circle, { subject }: Whose): Subject[] {
  const { people, teams } = circle;
  if (subject.kind === 'member') return [subject];
  const members = countingFor(subject, people, teams).filter((person) => person.isActive);
  const below = subject.kind === 'team' ? teamsBelow(teams, subject.id) : undefined;
  const groups = teams.filter((team) =>
    below === undefined ? subject.kind === 'company' || team.region === subject.id : below.has(team.id),
  );
  const regions = [...new Set(teams.flatMap(({ region }) => region ?? []))];
  const wider: Subject[] = subject.kind === 'company' ? regions.map((id) => ({ kind: 'region', id })) : [];
  const own: Subject[] = groups.some((team) => subject.kind === 'team' && team.id === subject.id)
    ? []
    : [subject];
  return [
    ...own,
    ...wider,
    ...groups.map(({ id }): Subject => ({ kind: 'team', id })),
    ...members.map(({ memberId: id }): Subject => ({ kind: 'member', id })),
  ].filter((one) => {
    const whose = subjectOf(one, input, circle);
    return whose !== undefined && (whose.isSelf || mayDo(input.actor, 'set-target', whose));
  });
}

/** T-06: others' official targets, one's own wishes; one's official ones an administrator alone. */
function mayCopy({ actor }: Input, { subject, layer }: Target): boolean {
  const isMine = subject.kind === 'member' && subject.id === actor.memberId;
  return isMine ? layer === 'own' || actor.isAdmin : layer === 'official';
}

/** The newest period that was set by itself and is over or running; else those that recur. */
function usualSource(targets: readonly Target[], named: readonly Source[], today: string): Source {
  const [newest] = named;
  const hasRecurring = targets.some(
    (target) => target.periodKey === null && target.versions.some((version) => version.from <= today),
  );
  return hasRecurring || newest === undefined ? 'recurring' : newest;
}

function toOf(chosen: Chosen, source: Source, destinations: readonly Source[]): ReturnType<typeof toIn> {
  const to = toIn(chosen.to);
  if (source === 'recurring') return to === 'now' ? 'now' : 'next';
  const [first] = destinations;
  const named = to !== undefined && to !== 'next' && to !== 'now' && destinations.includes(to) ? to : first;
  return named === 'recurring' ? undefined : named;
}

function membersOf(target: Target, { people, teams }: Circle): ReadonlySet<string> {
  return new Set(countingFor(target.subject, people, teams).map((person) => person.memberId));
}

/** The company and the teams for which the actor may set targets, and what was chosen. */
function groupsFor(input: Input, { teams }: Circle, chosen: Whose): Whose[] {
  const { actor, workspace } = input;
  const all = [whoseCompany('', workspace.tz), ...teams.map((team) => whoseTeam(team, workspace.tz))];
  const may = all.filter((whose) => mayDo(actor, 'set-target', whose));
  const isListed = chosen.isSelf || may.some((one) => subjectKey(one.subject) === subjectKey(chosen.subject));
  return isListed ? may : [...may, chosen];
}
