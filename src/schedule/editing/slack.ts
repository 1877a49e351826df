import { toDate } from '../../kpi/time.ts';
import { tellerFor } from '../../leaderboard/figures.ts';
import { measuresOf, writeMeasure } from '../../leaderboard/question.ts';
import { listPeople } from '../../people/store.ts';
import { formatDate, formatMoment } from '../../platform/format.ts';
import { noChoice, type ReportChoice } from '../../platform/jobs/choice.ts';
import { saveChoice } from '../../platform/jobs/choices.ts';
import { isBoard, reportTo } from '../../platform/jobs/report.ts';
import { wake } from '../../platform/jobs/wake.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Reach } from '../../platform/slack.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { reportName } from '../blocks.ts';
import { choiceOfForm, formOf, pauseOf, type ReportForm } from '../form.ts';
import { startOf } from '../instants.ts';
import { type Draft, formFrom, type MeasureOption, pauseModal, reportModal } from '../modals.ts';
import { askedReport, readKnown, type TeamReport, viewOf } from '../reading/index.ts';
import { teamShown } from '../slack.ts';
import { savedReply } from '../undo/blocks.ts';
import { writeUndo } from '../undo/undo.ts';
import { words } from '../words.ts';

/** "Edit": the form of a report as it is. */
export async function openEdit(input: ActionInput): Promise<void> {
  const report = await askedReport(input, input.value);
  if (report === undefined) return;
  const users = await usersFor(input, report.choice.leftOut);
  await input.open(
    reportModal(
      await draftOf(input, report, formFrom(report.choice, report.moment, users)),
      input.actor.locale,
    ),
  );
}

async function draftOf(input: Input, report: TeamReport, form: ReportForm): Promise<Draft> {
  const { kind, team, base, usualChannelId, moment } = report;
  const draft = { kind, team, form, usualChannelId, zone: base.zone, isLong: moment.every !== undefined };
  return isBoard(kind) ? { ...draft, measures: await measuresFor(input) } : draft;
}

/** L-02: what a board may compare, in the reader's words. */
async function measuresFor({ deps, workspace, actor }: Input): Promise<MeasureOption[]> {
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const teller = tellerFor(actor.locale, workspace.currency);
  return measuresOf(playbook).map((one) => ({ name: teller.measure(one), value: writeMeasure(one) }));
}

async function usersFor({ deps, workspace, today }: Input, memberIds: readonly string[]): Promise<string[]> {
  const people = await listPeople(deps.db, workspace.id, today);
  return people.filter((one) => memberIds.includes(one.memberId)).map((one) => one.slackUserId);
}

async function membersFor({ deps, workspace, today }: Input, users: readonly string[]): Promise<string[]> {
  const people = await listPeople(deps.db, workspace.id, today);
  return people.filter((one) => users.includes(one.slackUserId)).map((one) => one.memberId);
}

const cannot = (reach: Reach): reach is 'archived' | 'private' | 'closed' =>
  reach === 'archived' || reach === 'private' || reach === 'closed';

/** The form was handed in; where Pacer cannot post in the channel the form comes back and says so at the field. */
export async function submitEdit(input: SubmitInput): Promise<void> {
  const report = await askedReport(input, input.metadata);
  if (report === undefined) return;
  const { deps, workspace, actor } = input;
  const say = words(actor.locale);
  const form = formOf(input.values);
  const { channelId } = form;
  if (channelId !== null && reportTo[report.kind] === 'channel') {
    const reach = await (await deps.slack(workspace.id)).reach(channelId);
    if (cannot(reach)) {
      const trouble = say(`reach-${reach}`, { channel: channelId });
      return input.open(reportModal({ ...(await draftOf(input, report, form)), trouble }, actor.locale));
    }
  }
  const leftOut = await membersFor(input, form.leftOut);
  await keep(input, report, choiceOfForm(form, report.base, leftOut), 'saved');
}

/** "Pause…". */
export async function openPause(input: ActionInput): Promise<void> {
  const report = await askedReport(input, input.value);
  if (report !== undefined) await input.open(pauseModal(report, input.actor.locale));
}

/** The form of a pause was handed in. */
export async function submitPause(input: SubmitInput): Promise<void> {
  const report = await askedReport(input, input.metadata);
  if (report === undefined) return;
  const until = pauseOf(input.values);
  if (until === null) return keep(input, report, { isOn: false, pausedUntil: null }, 'savedPaused');
  const pausedUntil = startOf(until, report.moment.zone);
  const date = formatDate(until, input.actor.locale, true);
  await keep(input, report, { pausedUntil }, 'savedUntil', { vars: { date } });
}

/** "Resume", and "Switch on". */
export async function resume(input: ActionInput): Promise<void> {
  const report = await askedReport(input, input.value);
  if (report !== undefined) await keep(input, report, { isOn: true, pausedUntil: null }, 'savedResumed');
}

/** "Back to default": a pause stays. */
export async function toDefault(input: ActionInput): Promise<void> {
  const report = await askedReport(input, input.value);
  if (report === undefined) return;
  const { isOn, pausedUntil } = report.choice;
  await keep(input, report, { ...noChoice, isOn, pausedUntil }, 'savedDefault');
}

type Saved = 'saved' | 'savedPaused' | 'savedUntil' | 'savedResumed' | 'savedDefault' | 'savedUndone';

interface Keeping {
  vars?: Record<string, string>;
  /** What must hold still, for the change to be meant. */
  isStill?: (before: ReportChoice) => boolean;
}

/** Keeps the change, and says what holds now, with the way back; in the message of the button it shows the team anew. */
export async function keep(
  input: ActionInput | SubmitInput,
  report: TeamReport,
  change: Partial<ReportChoice>,
  saved: Saved,
  { vars = {}, isStill }: Keeping = {},
): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const { team, kind } = report;
  const say = words(actor.locale);
  const by = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, now };
  const done = await saveChoice(deps.db, { teamId: team.id, kind, base: report.base }, change, by, isStill);
  await deps.db.durable();
  const names = { report: reportName(kind, actor.locale), team: plainInMrkdwn(team.name) };
  if (done === 'changed') return input.reply({ text: say('undoChanged', names) });
  wake();
  const text = say(saved, { ...vars, ...names }) + (await nextText(input, report));
  const back = done === undefined ? undefined : writeUndo({ kind, teamId: team.id }, done.before, done.after);
  const reply = savedReply(text, back, await teamShown(input, team.id), actor.locale);
  await ('replace' in input ? input.replace(reply) : input.reply(reply));
}

async function nextText(input: Input, { team, kind }: TeamReport): Promise<string> {
  const { deps, workspace, actor, now } = input;
  const { instants, moment } = viewOf(await readKnown(deps, workspace, [team], now), team, kind);
  const [next] = instants;
  if (next === undefined) return '';
  const say = words(actor.locale);
  if (next.at.epochMilliseconds <= now.epochMilliseconds) return say('savedDue');
  return say('savedNext', { at: formatMoment(toDate(next.at), moment.zone, actor.locale) });
}
