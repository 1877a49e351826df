import { disputeDue } from '../../evaluation/answer/answer.ts';
import { workCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { currency, isCurrency } from '../../kpi/money.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { calendarsOf, listOfficers } from '../../people/store.ts';
import { actions, button, section } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatDate, formatMoment } from '../../platform/format.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { denied } from '../../workspace/store.ts';
import type { Line } from '../pay/line.ts';
import { moneyText } from '../plan/show.ts';
import { approvalOf, type Run, secondsFor } from '../run/run.ts';
import { readRun, type StatementRow, statementOf } from '../run/store.ts';
import { actOf, isOfficer, readScene, type Scene } from '../scene/slack.ts';
import type { Dispute } from './dispute.ts';
import { disputeView, parseSigned, settleView } from './form.ts';
import { approveCorrection, findDispute, openDispute, settleDispute } from './store.ts';
import { disputeWords } from './words.ts';

/** A line of an approved statement with all that belongs to it. */
interface Part {
  run: Run;
  row: StatementRow;
  line: Line;
  index: number;
  person: Person;
}

async function readPart(input: Input, scene: Scene, value: string): Promise<Part | undefined> {
  const { deps, workspace, actor } = input;
  const [runId = '', memberId = '', indexText = ''] = value.split(':');
  const [run, row] = await Promise.all([
    readRun(deps.db, workspace.id, runId),
    statementOf(deps.db, workspace.id, runId, memberId),
  ]);
  const index = Number(indexText);
  const line = row?.result.lines[index];
  const person = scene.people.find((one) => one.memberId === memberId);
  if (run?.state === 'approved' && row !== undefined && line !== undefined && person !== undefined)
    return { run, row, line, index, person };
  await input.reply({ text: disputeWords(actor.locale)('gone') });
  return undefined;
}

const named = ({ run, line }: Part, locale: Locale) => ({
  run: plainInMrkdwn(run.name),
  plan: plainInMrkdwn(run.inputs.plans.find(({ id }) => id === line.plan)?.name ?? line.plan),
  amount: moneyText(line.amount, line.currency, locale),
});

async function refuse(input: Input, what: string, memberId: string): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, what, `member:${memberId}`);
  await input.reply({ text: disputeWords(actor.locale)('denied') });
}

/** "Something is wrong": one's own lines alone. */
export async function pressDispute(input: ActionInput): Promise<void> {
  const part = await readPart(input, await readScene(input), input.value);
  if (part === undefined) return;
  if (part.person.memberId !== input.actor.memberId) return refuse(input, 'dispute', part.person.memberId);
  await input.open(disputeView(input.value, named(part, input.actor.locale), input.actor.locale));
}

export async function submitDispute(input: SubmitInput): Promise<void> {
  const { deps, actor, metadata } = input;
  const say = disputeWords(actor.locale);
  const scene = await readScene(input);
  const part = await readPart(input, scene, metadata);
  if (part === undefined) return;
  const { run, row, person, index } = part;
  if (person.memberId !== actor.memberId) return refuse(input, 'dispute', person.memberId);
  const owner = await ownerFor(input, scene, part);
  if (owner === undefined) return input.reply({ text: say('nobody') });
  const due = await dueFor(input, owner);
  const text = keepable(input.values['text'] ?? '').trim();
  const wish = { runId: run.id, memberKey: row.memberKey, memberId: person.memberId, line: index, text };
  const tell = (id: string): Notice[] => [askOwner(id, part, owner, text, due)];
  const done = await openDispute(
    deps.db,
    actOf(input),
    { ...wish, owner: { id: owner.memberId, due } },
    tell,
  );
  if (done.kind !== 'done') return input.reply({ text: say(done.kind) });
  const date = formatDate(due, actor.locale, true);
  await input.reply({ text: say('done', { owner: plainInMrkdwn(owner.name), date }) });
}

/** Who approved the run, else who computed it, else another administrator or somebody of finance; never the person. */
async function ownerFor({ deps, workspace }: Input, { people }: Scene, { run, person }: Part) {
  const officers = await listOfficers(deps.db, workspace.id);
  const wanted = [run.approvedById, run.createdById, ...officers.map(({ memberId }) => memberId)];
  const active = new Map(people.filter((one) => one.isActive).map((one) => [one.memberId, one]));
  const id = wanted.find((one) => one !== null && one !== person.memberId && active.has(one));
  return id == null ? undefined : active.get(id);
}

async function dueFor({ deps, workspace, now }: Input, owner: Person): Promise<LocalDate> {
  const today = localDateOf(now, owner.tz);
  const range = { from: today, to: addDays(today, 60) };
  const calendars = await calendarsOf(deps.db, workspace.id, [owner.memberId], range);
  return disputeDue(calendars.get(owner.memberId) ?? workCalendar(), today);
}

function askOwner(id: string, part: Part, owner: Person, text: string, due: LocalDate): Notice {
  const { locale } = owner;
  const say = disputeWords(locale);
  const said = say('ask', {
    ...{ ...named(part, locale), name: plainInMrkdwn(part.person.name), text: cut(plainInMrkdwn(text), 600) },
    date: formatDate(due, locale, true),
  });
  const see = button(say('see'), 'incentives.statement', `${part.run.id}:${part.person.memberId}`);
  const settle = button(say('settle'), 'incentives.settle', id, 'primary');
  const reply = { text: said, blocks: [section(said), actions(settle, see)] };
  return { key: `dispute:${id}`, channel: owner.slackUserId, reply };
}

/** The dispute that a button or form names, where the actor may decide it. */
async function readDispute(input: Input, scene: Scene, id: string) {
  const { deps, workspace, actor } = input;
  const dispute = await findDispute(deps.db, workspace.id, id);
  if (dispute === undefined) {
    await input.reply({ text: disputeWords(actor.locale)('gone') });
    return undefined;
  }
  const isTheirs = isOfficer(input) || dispute.ownerId === actor.memberId;
  if (!isTheirs || dispute.memberId === actor.memberId) {
    await refuse(input, 'settle-dispute', dispute.memberId);
    return undefined;
  }
  const part = await readPart(input, scene, `${dispute.runId}:${dispute.memberId}:${dispute.line}`);
  return part === undefined ? undefined : { dispute, part };
}

export async function pressSettle(input: ActionInput): Promise<void> {
  const found = await readDispute(input, await readScene(input), input.value);
  if (found === undefined) return;
  const { dispute, part } = found;
  const { locale } = input.actor;
  if (dispute.state !== 'open') return input.reply({ text: disputeWords(locale)('decided') });
  const { plan, amount } = named(part, locale);
  const text = cut(plainInMrkdwn(dispute.text), 1500);
  const line = { plan, amount, name: plainInMrkdwn(part.person.name), plainName: part.person.name, text };
  await input.open(settleView(dispute.id, part.line.currency, line, locale));
}

/** The amount is checked in the line's currency, which the form remembers. */
export function checkSettle({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const [code = ''] = metadata.split(':');
  const isRight = isCurrency(code) && parseSigned(values['correction'] ?? '', code) !== undefined;
  return isRight ? undefined : { correction: disputeWords(locale)('correctionWrong', { code }) };
}

export async function submitSettle(input: SubmitInput): Promise<void> {
  const { deps, actor, now, metadata, workspace } = input;
  const say = disputeWords(actor.locale);
  const scene = await readScene(input);
  const found = await readDispute(input, scene, metadata.split(':')[1] ?? '');
  if (found === undefined) return;
  const { dispute, part } = found;
  const code = part.line.currency;
  const correction = parseSigned(input.values['correction'] ?? '', currency(code));
  if (correction === undefined) return input.reply({ text: say('correctionWrong', { code }) });
  const settlement = keepable(input.values['reason'] ?? '').trim();
  const decided = { ...dispute, correction, settlement };
  const officers = await listOfficers(deps.db, workspace.id);
  const seconds = secondsOf(officers, decided, actor.memberId);
  const tell =
    correction === 0n
      ? [tellPerson(decided, part, actor.name)]
      : scene.people
          .filter((one) => seconds.includes(one.memberId))
          .map((one) => askSecond(decided, part, actor.name, one));
  const done = await settleDispute(
    deps.db,
    actOf(input),
    { id: dispute.id, correction, settlement, now },
    tell,
  );
  if (done.kind !== 'done') return input.reply({ text: say(done.kind) });
  const name = plainInMrkdwn(part.person.name);
  if (correction === 0n) return input.reply({ text: say('settled', { name }) });
  const amount = moneyText(correction, code, actor.locale);
  const names = namesOf(seconds, scene, actor.locale);
  const text = say('proposed', { amount, names });
  // Who proposed it may have to confirm it alone, after a day.
  const own = button(say('confirm'), 'incentives.correct', dispute.id);
  await input.reply(seconds.length > 0 ? { text } : { text, blocks: [section(text), actions(own)] });
}

const secondsOf = (
  officers: readonly { memberId: string }[],
  { memberId }: Pick<Dispute, 'memberId'>,
  settledById: string,
): string[] =>
  secondsFor({
    officerIds: officers.map((one) => one.memberId),
    ...{ run: { createdById: settledById }, paidIds: new Set([memberId]) },
  });

function namesOf(ids: readonly string[], { names }: Scene, locale: Locale): string {
  if (ids.length === 0) return disputeWords(locale)('nobodyElse');
  return namesWithin(
    ids.map((id) => plainInMrkdwn(names.get(id) ?? '?')),
    locale,
    5,
  );
}

function askSecond(dispute: Dispute, part: Part, actorName: string, person: Person): Notice {
  const { locale } = person;
  const say = disputeWords(locale);
  const { run, plan } = named(part, locale);
  const text = say('askSecond', {
    ...{ run, plan, actor: plainInMrkdwn(actorName), name: plainInMrkdwn(part.person.name) },
    amount: moneyText(dispute.correction, part.line.currency, locale),
    text: cut(plainInMrkdwn(dispute.settlement), 600),
  });
  const see = button(say('see'), 'incentives.statement', `${part.run.id}:${part.person.memberId}`);
  const confirm = button(say('confirm'), 'incentives.correct', dispute.id, 'primary');
  const reply = { text, blocks: [section(text), actions(confirm, see)] };
  return { key: `correct:${dispute.id}:${person.memberId}`, channel: person.slackUserId, reply };
}

function tellPerson(dispute: Dispute, part: Part, actorName: string): Notice {
  const { person } = part;
  const { locale } = person;
  const say = disputeWords(locale);
  const { run, plan } = named(part, locale);
  const text = say(dispute.correction === 0n ? 'toldRight' : 'toldCorrected', {
    ...{ run, plan, actor: plainInMrkdwn(actorName), text: cut(plainInMrkdwn(dispute.settlement), 600) },
    amount: moneyText(dispute.correction, part.line.currency, locale),
  });
  const see = button(say('see'), 'incentives.statement', `${part.run.id}:${person.memberId}`);
  return {
    key: `settled-line:${dispute.id}`,
    channel: person.slackUserId,
    reply: { text, blocks: [section(text), actions(see)] },
  };
}

/** B-05: the second person's press on a correction. */
export async function pressCorrect(input: ActionInput): Promise<void> {
  const { deps, actor, now, workspace } = input;
  const say = disputeWords(actor.locale);
  const scene = await readScene(input);
  const found = await readDispute(input, scene, input.value);
  if (found === undefined) return;
  const { dispute, part } = found;
  const { settledById, settledAt } = dispute;
  if (dispute.state !== 'proposed' || settledById === null || settledAt === null)
    return input.reply({ text: say('decided') });
  const officers = await listOfficers(deps.db, workspace.id);
  const approval = approvalOf({
    ...{ actorId: actor.memberId, isOfficer: isOfficer(input), now, paidIds: new Set([dispute.memberId]) },
    run: { state: 'draft', createdById: settledById, createdAt: settledAt },
    officerIds: officers.map((one) => one.memberId),
  });
  if (approval.kind === 'wait')
    return input.reply({
      text: say('wait', {
        date: formatMoment(new Date(approval.until.epochMilliseconds), actor.tz, actor.locale),
      }),
    });
  if (approval.kind !== 'second' && approval.kind !== 'alone') {
    const names = namesOf('others' in approval ? approval.others : [], scene, actor.locale);
    return input.reply({ text: say('ownSecond', { names }) });
  }
  const tell = [tellPerson(dispute, part, actor.name)];
  const done = await approveCorrection(deps.db, actOf(input), { id: dispute.id, now }, tell);
  if (done.kind !== 'done') return input.reply({ text: say(done.kind) });
  const amount = moneyText(dispute.correction, part.line.currency, actor.locale);
  await input.reply({ text: say('confirmed', { amount, name: plainInMrkdwn(part.person.name) }) });
}
