import type { PeriodKey } from '../../kpi/period.ts';
import { toDate } from '../../kpi/time.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatMoment, formatPeriod } from '../../platform/format.ts';
import { askCopy, askFor, copiesOf, sentOf } from '../../platform/jobs/demand.ts';
import { periodReported } from '../../platform/jobs/due.ts';
import { sendPreview } from '../../platform/jobs/rehearse.ts';
import { type OutMessage, type ReportPart, reportTo } from '../../platform/jobs/report.ts';
import { buildPlanned, composeReport, messageKey } from '../../platform/jobs/run.ts';
import { wake } from '../../platform/jobs/wake.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput } from '../../platform/slice.ts';
import { copyReply, reportName } from '../blocks.ts';
import { askedReport, type TeamReport } from '../reading/index.ts';
import { readWhich, writeWhich } from '../report.ts';
import { words } from '../words.ts';

type Parts = () => readonly ReportPart[];

/** So many messages of a report are shown before it is sent; the others go to people like them. */
const PREVIEWED = 5;

/** The report of the last complete period, with its messages as they would be sent now. */
async function composed(input: ActionInput, parts: Parts, report: TeamReport) {
  const { deps, workspace, actor, now } = input;
  const { team, kind, moment } = report;
  const periodKey: PeriodKey = periodReported(moment, now);
  const request = { workspaceId: workspace.id, teamId: team.id, periodKey, dueAt: now, onDemand: true };
  const messages = await composeReport({ deps, parts: parts() }, kind, request);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const names = {
    report: reportName(kind, actor.locale),
    team: plainInMrkdwn(team.name),
    period: formatPeriod(periodKey, actor.locale, periods),
  };
  const asked = { teamId: team.id, kind, base: report.base, periodKey };
  return { messages, names, asked };
}

const byOf = ({ workspace, actor, transportKey, now }: ActionInput) => ({
  ...{ workspaceId: workspace.id, actorId: actor.memberId, transportKey, now },
});

const whyNothing = { people: 'whyPeople', leads: 'whyLeads', channel: 'whyChannel' } as const;

/** "Send now": what of the last complete period was not sent yet; what was sent is offered as a copy. */
export const sendNow =
  (parts: Parts) =>
  async (input: ActionInput): Promise<void> => {
    const report = await askedReport(input, input.value);
    if (report === undefined) return;
    const { deps, workspace, actor } = input;
    const say = words(actor.locale);
    const { messages, names, asked } = await composed(input, parts, report);
    if (messages.length === 0)
      return input.reply({
        text: say('nothing', { ...names, why: say(whyNothing[reportTo[report.kind]]) }),
      });
    const keys = messages.map((message) => messageKey(asked, message));
    const sent = await sentOf(deps.db, workspace.id, keys);
    const done = sent.sent + sent.failed;
    if (done + sent.waiting >= keys.length) {
      if (sent.waiting > 0) return input.reply({ text: say('underway', names) });
      return offerCopy(input, report, { names, asked, sent });
    }
    await askFor(deps.db, asked, byOf(input));
    await carryOut(input, parts);
    await input.reply({ text: say('sending', { ...names, count: keys.length - done - sent.waiting }) });
  };

/** Builds what was asked for here and now; sending follows by itself. */
async function carryOut({ deps }: ActionInput, parts: Parts): Promise<void> {
  await deps.db.durable();
  await buildPlanned({ deps, parts: parts() });
  wake();
}

async function offerCopy(
  input: ActionInput,
  report: TeamReport,
  {
    names,
    asked,
    sent,
  }: Pick<Awaited<ReturnType<typeof composed>>, 'names' | 'asked'> & {
    sent: Awaited<ReturnType<typeof sentOf>>;
  },
): Promise<void> {
  const { deps, workspace, actor, now } = input;
  const say = words(actor.locale);
  const at = formatMoment(toDate(sent.at ?? now), report.moment.zone, actor.locale);
  const failed = sent.failed === 0 ? '' : say('sentFailed', { count: sent.failed });
  const copy = (await copiesOf(deps.db, workspace.id, asked)) + 1;
  const value = `${writeWhich(asked)} ${asked.periodKey}#${copy}`;
  await input.reply(
    copyReply(say('sentBefore', { ...names, at }) + failed, { ...names, value }, actor.locale),
  );
}

/** "Send again as a copy". */
export const sendCopy =
  (parts: Parts) =>
  async (input: ActionInput): Promise<void> => {
    const report = await askedReport(input, input.value);
    if (report === undefined) return;
    const { deps, actor } = input;
    const [period, copy = ''] = (readWhich(input.value)?.rest ?? '').split('#');
    const { names, asked } = await composed(input, parts, report);
    // The offer is for one period: after the next one it says nothing any more.
    if (period !== asked.periodKey || !/^[1-9]\d{0,2}$/.test(copy))
      return input.reply({ text: words(actor.locale)('gone') });
    await askCopy(deps.db, { ...asked, copy: Number(copy) }, byOf(input));
    await carryOut(input, parts);
    await input.replace({ text: words(actor.locale)('copied', names) });
  };

/** "Preview to me": the messages as they would be sent, to the reader alone. */
export const preview =
  (parts: Parts) =>
  async (input: ActionInput): Promise<void> => {
    const report = await askedReport(input, input.value);
    if (report === undefined) return;
    const { deps, workspace, actor, transportKey } = input;
    const say = words(actor.locale);
    const { messages, names } = await composed(input, parts, report);
    if (messages.length === 0)
      return input.reply({
        text: say('nothing', { ...names, why: say(whyNothing[reportTo[report.kind]]) }),
      });
    const shown = previewed(messages);
    const reader = { workspaceId: workspace.id, slackUserId: actor.slackUserId, locale: actor.locale };
    await sendPreview(deps, shown, { ...reader, transportKey });
    const rest = messages.filter((message) => !shown.includes(message));
    const to = namesWithin(
      rest.map((message) => plainInMrkdwn(message.to)),
      actor.locale,
      10,
    );
    const text = say('previewing', { ...names, shown: shown.length, count: messages.length });
    const gap = actor.locale === 'zh' ? '' : ' ';
    await input.reply({ text: rest.length === 0 ? text : text + gap + say('previewRest', { names: to }) });
  };

/** One of each kind first, then as many as are shown. */
function previewed(messages: readonly OutMessage[]): OutMessage[] {
  const firsts = [...Map.groupBy(messages, ({ kind }) => kind).values()].flatMap(([first]) => first ?? []);
  return [...new Set([...firsts, ...messages])].slice(0, PREVIEWED);
}
