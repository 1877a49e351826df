import type { LocalDate } from '../../kpi/localDate.ts';
import type { Person } from '../../people/person.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { listAdministrators } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { answersOf } from '../answer/store.ts';
import type { Cycle, CycleMember } from '../cycle/cycle.ts';
import { membersOfCycle, openCycles, readCycle, recentlyClosed } from '../cycle/store.ts';
import { peersOf } from '../peers/store.ts';
import type { Company } from '../scene/evaluators.ts';
import { mayOver, readScene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { type Missing, missingReply, reminderNotice } from './blocks.ts';
import { nearnessOf } from './reminders.ts';
import { sendReminders } from './store.ts';
import { dueOf, WAITING_STEPS, type Waiting, waitingOf } from './waiting.ts';
import { waitingWords } from './words.ts';

/** Who is missing at which step, and a reminder by hand. */

/** A cycle's members, and everything that it waits for. */
export async function readWaiting(
  db: Db,
  workspaceId: string,
  cycle: Cycle,
  given: Company & { administrators: readonly Person[]; today: LocalDate },
): Promise<{ members: CycleMember[]; waiting: Waiting[] }> {
  const [members, peers, answers] = await Promise.all([
    membersOfCycle(db, workspaceId, cycle.id),
    cycle.state === 'open' ? peersOf(db, workspaceId, cycle.id) : [],
    cycle.state === 'closed' ? answersOf(db, workspaceId, cycle.id) : [],
  ]);
  return { members, waiting: waitingOf(cycle, { ...given, members, peers, answers }) };
}

/** The administrators among the people. */
export async function administratorsOf(
  db: Db,
  workspaceId: string,
  people: readonly Person[],
): Promise<Person[]> {
  const ids = new Set((await listAdministrators(db, workspaceId)).map(({ slackUserId }) => slackUserId));
  return people.filter((one) => one.isActive && ids.has(one.slackUserId));
}

/** `/review missing`. */
export async function showMissing(input: Input): Promise<void> {
  if (!(await leads(input, 'missing'))) return;
  const { deps, workspace, actor } = input;
  const under = (await openCycles(deps.db, workspace.id)).filter(({ state }) => state !== 'draft');
  const closed = await recentlyClosed(deps.db, workspace.id);
  const found: Missing[] = [];
  for (const cycle of [...under, ...closed]) {
    const one = await readMissing(input, cycle);
    if (one.all > 0 && (cycle.state !== 'closed' || one.waiting.length > 0)) found.push(one);
  }
  await input.reply(missingReply(found, actor.locale));
}

async function leads(input: Input, what: string): Promise<boolean> {
  const { deps, workspace, actor } = input;
  if (leadsAnybody(actor)) return true;
  await denied(deps.db, workspace.id, actor.memberId, what, `workspace:${workspace.id}`);
  await input.reply({ text: words(actor.locale)('deniedLead') });
  return false;
}

/** What is missing in a cycle among those whom the actor evaluates. */
async function readMissing(input: Input, cycle: Cycle): Promise<Missing> {
  const { deps, workspace, today } = input;
  const scene = await readScene(input);
  const administrators = await administratorsOf(deps.db, workspace.id, scene.people);
  const given = { ...scene, administrators, today };
  const { members, waiting } = await readWaiting(deps.db, workspace.id, cycle, given);
  const byId = new Map(scene.people.map((person) => [person.memberId, person]));
  const mine = members.filter((member) => {
    const person = byId.get(member.memberId);
    return person !== undefined && mayOver(input, 'evaluate', { member, person });
  });
  const ids = new Set(mine.map(({ memberId }) => memberId));
  const own = waiting.filter(({ about }) => ids.has(about.memberId));
  // Who waits to be compared alone is ready.
  const late = new Set(own.filter(({ step }) => step !== 'compare').map(({ about }) => about.memberId));
  return { cycle, waiting: own, done: mine.length - late.size, all: mine.length };
}

/** "Remind them": everybody who is waited for, once a day at most. */
export async function remind(input: ActionInput): Promise<void> {
  if (!(await leads(input, 'remind'))) return;
  const { deps, workspace, actor, today, transportKey } = input;
  const say = waitingWords(actor.locale);
  const cycle = await readCycle(deps.db, workspace.id, input.value);
  if (cycle === undefined) return input.reply({ text: words(actor.locale)('gone') });
  const { waiting } = await readMissing(input, cycle);
  const notices = noticesBy(waiting, cycle, actor.name, today).filter(
    ({ channel }) => channel !== actor.slackUserId,
  );
  if (notices.length === 0) return input.reply({ text: say('nothing') });
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const sent = await sendReminders(deps.db, act, notices);
  if (sent === undefined) return input.reply({ text: words(actor.locale)('repeated') });
  const rest = notices.length - sent;
  if (sent === 0) return input.reply({ text: say('remindedAlready') });
  const more = rest === 0 ? '' : say('remindedRest', { count: rest });
  await input.reply({ text: `${say('reminded', { count: sent })}${more}` });
}

/** One message a person and step. */
function noticesBy(waiting: readonly Waiting[], cycle: Cycle, actorName: string, today: LocalDate) {
  return WAITING_STEPS.flatMap((step) => {
    const own = waiting.filter((one) => one.step === step);
    const people = new Map(own.flatMap(({ by }) => by).map((person) => [person.memberId, person]));
    const due = dueOf(cycle, step);
    return [...people.values()].map((person) => {
      const about = own.flatMap((one) => (one.by.includes(person) ? [one.about] : []));
      const near = (due === null ? undefined : nearnessOf(due, today)) ?? 'soon';
      const key = `review-asked:${cycle.id}:${step}:${person.memberId}:${today}`;
      return reminderNotice({ step, near, due, about }, { cycle, person, key, actorName });
    });
  });
}
