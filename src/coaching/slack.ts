/** `/pace coaching`: flags, the one's whose they are first (C-01). */
import { workCalendar } from '../kpi/calendar.ts';
import { addDays, type LocalDate } from '../kpi/localDate.ts';
import { currency } from '../kpi/money.ts';
import { MemberLookup } from '../people/lookup.ts';
import type { Person } from '../people/person.ts';
import { leadsAnybody, may } from '../people/rights.ts';
import { calendarsOf, listPeople, listPeopleAmong } from '../people/store.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import { normalise } from '../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../platform/slice.ts';
import { readPlaybook } from '../playbook/store.ts';
import { denied } from '../workspace/store.ts';
import { readAgenda } from './agenda/slack.ts';
import {
  commentView,
  type Frame,
  type Led,
  LONGEST_COMMENT,
  overviewReply,
  personReply,
  seenReply,
} from './blocks.ts';
import { showOptions } from './catalogue/slack.ts';
import { FLAG_DAYS, type Flag } from './flag/flag.ts';
import { isForLead } from './flag/telling.ts';
import { ledPlanBlocks, ownPlanBlocks } from './plan/blocks.ts';
import { shownPlans } from './plan/plan.ts';
import { readPlanScene } from './plan/slack.ts';
import { plansOf } from './plan/store.ts';
import { findFlag, flagsOf, seeFlag } from './store.ts';
import { words } from './words.ts';

type Asking = Pick<Input, 'deps' | 'workspace' | 'actor' | 'today'>;

export async function frameFor({ deps, workspace, actor, today }: Asking): Promise<Frame> {
  const { metrics } = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const { fiscalYearStart } = workspace;
  return {
    metrics,
    reader: { locale: actor.locale, currency: currency(workspace.currency), fiscalYearStart, today },
  };
}

/** Flags that are not over yet are younger than this. */
export const sinceWhen = (today: LocalDate): LocalDate => addDays(today, -FLAG_DAYS);

/** What is typed for the catalogue of plans. */
const OPTION_WORDS: readonly string[] = ['options', 'catalogue', 'catalog', '目录', '选项'];

/** `/pace coaching`, `/pace coaching @ana`, `/pace coaching options`. */
export async function coaching(input: VerbInput): Promise<void> {
  const text = normalise(input.text).text.trim();
  if (text === '') return input.reply(await overview(input));
  if (OPTION_WORDS.includes(text.toLowerCase())) return showOptions(input);
  const people = await listPeople(input.deps.db, input.workspace.id, input.today);
  const found = new MemberLookup(people).find(text.replace(/^@/u, ''));
  if (found.kind === 'person') return showPerson(input, found.person);
  const say = words(input.actor.locale);
  const word = plainInMrkdwn(text.slice(0, 40));
  return input.reply({ text: /^[@<]/u.test(text) ? say('unknownPerson') : say('unknown', { word }) });
}

async function overview(input: Input) {
  const { deps, workspace, actor, today } = input;
  const memberIds = [actor.memberId];
  const [mine, plans, scene] = await Promise.all([
    flagsOf(deps.db, workspace.id, { memberIds, since: sinceWhen(today) }),
    plansOf(deps.db, workspace.id, memberIds),
    readPlanScene(input),
  ]);
  const frame = scene.frameFor(actor);
  return overviewReply(
    {
      ...{ mine, led: await ledBy(input), leads: leadsAnybody(actor), isAdmin: actor.isAdmin },
      plans: shownPlans(plans).map((plan) => ownPlanBlocks(plan, frame)),
    },
    frame,
  );
}

/** The flags of an actor's people that the actor may see by now; `among`: of these alone. */
export async function ledBy(asking: Asking, among?: ReadonlySet<string>): Promise<Led[]> {
  const { deps, workspace, actor, today } = asking;
  if (!leadsAnybody(actor)) return [];
  const all = await (among === undefined
    ? listPeople(deps.db, workspace.id, today)
    : listPeopleAmong(deps.db, workspace.id, today, { memberIds: [...among] }));
  const people = all.filter((person) => may(actor, 'coach', person));
  const memberIds = people.map((person) => person.memberId);
  const flags = await flagsOf(deps.db, workspace.id, { memberIds, since: sinceWhen(today) });
  const shown = await visible(asking, flags);
  return shown.flatMap((flag) => {
    const person = people.find((one) => one.memberId === flag.memberId);
    return person === undefined ? [] : [{ memberId: flag.memberId, name: person.name, flag }];
  });
}

async function visible({ deps, workspace, today }: Asking, flags: readonly Flag[]): Promise<Flag[]> {
  if (flags.length === 0) return [];
  const ids = [...new Set(flags.map((flag) => flag.memberId))];
  const range = { from: sinceWhen(today), to: addDays(today, 1) };
  const calendars = await calendarsOf(deps.db, workspace.id, ids, range);
  return flags.filter((flag) => isForLead(flag, calendars.get(flag.memberId) ?? workCalendar(), today));
}

/** The list, from elsewhere. */
export async function pressOverview(input: ActionInput): Promise<void> {
  await input.reply(await overview(input));
}

/** "Look at it". */
export async function pressPerson(input: ActionInput): Promise<void> {
  const people = await listPeople(input.deps.db, input.workspace.id, input.today);
  const person = people.find((one) => one.memberId === input.value);
  if (person === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  return showPerson(input, person);
}

async function showPerson(input: Input, person: Person): Promise<void> {
  const { deps, workspace, actor, today } = input;
  if (person.memberId === actor.memberId) return input.reply(await overview(input));
  if (!may(actor, 'read-coaching', person)) {
    await denied(deps.db, workspace.id, actor.memberId, 'read-coaching', `member:${person.memberId}`);
    const name = plainInMrkdwn(person.name);
    return input.reply({ text: words(actor.locale)('denied', { name }) });
  }
  const given = { memberIds: [person.memberId], since: sinceWhen(today) };
  const [found, all, scene] = await Promise.all([
    flagsOf(deps.db, workspace.id, given),
    plansOf(deps.db, workspace.id, given.memberIds),
    readPlanScene(input),
  ]);
  const frame = scene.frameFor(actor);
  const flags = await visible(input, found);
  const plans = shownPlans(all).map((plan) => ledPlanBlocks(plan, frame));
  const agenda = await readAgenda(input, person, frame.names);
  return input.reply(personReply(person, { agenda, flags, plans }, frame));
}

/** What a press is about, if the flag is the actor's own; others are refused, which is logged. */
async function ownFlag(input: Input, id: string): Promise<Flag | undefined> {
  const { deps, workspace, actor } = input;
  const flag = await findFlag(deps.db, workspace.id, id);
  if (flag?.memberId === actor.memberId) return flag;
  await denied(deps.db, workspace.id, actor.memberId, 'coaching-answer', `flag:${flag?.id ?? 'unknown'}`);
  await input.reply({ text: words(actor.locale)('notYours') });
  return undefined;
}

/** "I have seen it". A copy of the press, or one on an old message, shows the flag as it stands. */
export async function pressSeen(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now, value: id } = input;
  if ((await ownFlag(input, id)) === undefined) return;
  await seeFlag(deps.db, { workspaceId: workspace.id, actorId: actor.memberId, transportKey, id, now });
  const flag = await findFlag(deps.db, workspace.id, id);
  if (flag === undefined) return;
  await input.replace(seenReply(flag, await frameFor(input)));
}

/** "Say something about it…". */
export async function openComment(input: ActionInput): Promise<void> {
  const flag = await ownFlag(input, input.value);
  if (flag !== undefined) await input.open(commentView(flag, input.actor.locale));
}

/** What somebody says, handed in; it says that they have seen it, too. */
export async function submitComment(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now, metadata: id } = input;
  if ((await ownFlag(input, id)) === undefined) return;
  const comment = (input.values['comment'] ?? '').trim().slice(0, LONGEST_COMMENT);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, id, now };
  await seeFlag(deps.db, act, comment);
  await input.reply({ text: words(actor.locale)(comment === '' ? 'takenBack' : 'saved') });
}
