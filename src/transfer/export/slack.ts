import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import type { Membership } from '../../people/person.ts';
import { leadsAnybody, may } from '../../people/rights.ts';
import { listPeople, listTeams, membershipsIn } from '../../people/store.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatPeriod, languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { isFirst } from '../../platform/once.ts';
import type { Input, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { EXPORT_KINDS, type ExportScope, type TableExport } from '../../platform/tables/contract.ts';
import type { OutCell } from '../../platform/tables/write/cell.ts';
import { csvOf } from '../../platform/tables/write/csv.ts';
import { xlsxOf } from '../../platform/tables/write/xlsx.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import { type ExportAsked, type ExportProblem, parseExport } from './command.ts';
import { exportModal, exportText } from './form.ts';
import { exportWords } from './words.ts';

/** `/pace export`: a table in the rights of the one who asks, as a file in their direct message. */

/** A file of more rows nobody opens in Slack. */
const MOST_ROWS = 200_000;

export function exporting(exports: () => readonly TableExport[]) {
  async function run(input: VerbInput): Promise<void> {
    if (input.text.trim() === '') return openForm(input);
    await send(input, input.text);
  }

  async function openForm(input: Input): Promise<void> {
    const { deps, workspace, actor, today } = input;
    const leads = leadsAnybody(actor);
    const teams = (await listTeams(deps.db, workspace.id, today)).filter((team) =>
      may(actor, 'export-team', { memberId: null, teamId: team.id }),
    );
    const kinds = EXPORT_KINDS.filter((kind) => kind !== 'people' || leads);
    await input.open(exportModal({ kinds, teams: teams.map((team) => team.name) }, actor.locale));
  }

  const submit = (input: SubmitInput): Promise<void> => send(input, exportText(input.values));

  async function send(input: Input, text: string): Promise<void> {
    const { deps, workspace, actor, today } = input;
    const say = exportWords(actor.locale);
    const [playbook, teams] = await Promise.all([
      readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
      listTeams(deps.db, workspace.id, today),
    ]);
    const periods = { fiscalYearStart: workspace.fiscalYearStart };
    const asked = parseExport(text, { playbook, teams, today, periods });
    if (!asked.ok) return input.reply({ text: problemText(asked.problem, input) });
    const what = asked.value;
    const scope = await scopeOf(input, what);
    const table = exports().find(({ kind }) => kind === what.kind);
    if (scope === undefined || table === undefined) {
      await denied(deps.db, workspace.id, actor.memberId, `export-${what.kind}`, `workspace:${workspace.id}`);
      return input.reply({ text: say(what.kind === 'people' ? 'denied-people' : 'denied') });
    }
    const rows = await collected(table.lines(input, scope));
    const isNow = what.kind === 'targets' || what.kind === 'people' || what.kind === 'campaigns';
    const period = formatPeriod(what.period, actor.locale, periods);
    const named = say(`what-${what.kind}`);
    if (rows === undefined)
      return input.reply({
        text: say('too-many', { most: MOST_ROWS.toLocaleString(languageTag(actor.locale)) }),
      });
    if (rows.length < 2)
      return input.reply({ text: say(isNow ? 'empty-now' : 'empty', { what: named, period }) });
    const bytes = what.format === 'csv' ? csvOf(rows) : await xlsxOf(named, rows);
    const name = `pacer-${what.kind}-${isNow ? today : what.period}.${what.format}`;
    const shown = (rows.length - 1).toLocaleString(languageTag(actor.locale));
    const comment = say(isNow ? 'comment-now' : 'comment-period', {
      what: named,
      period,
      rows: shown,
      count: rows.length - 1,
    });
    if (!(await isFirst(deps.db, workspace.id, input.transportKey))) return;
    await (await deps.slack(workspace.id)).sendFile(actor.slackUserId, { name, bytes }, comment);
    if (input.channelId?.startsWith('D') !== true) await input.reply({ text: say('sent') });
  }

  return { run, submit };
}

async function collected(
  lines: AsyncGenerator<readonly OutCell[]>,
): Promise<(readonly OutCell[])[] | undefined> {
  const rows: (readonly OutCell[])[] = [];
  for await (const line of lines) {
    rows.push(line);
    if (rows.length > MOST_ROWS + 1) return undefined;
  }
  return rows;
}

/** Whose and when, within the rights of the actor (reliability.md § 7); undefined where they have none. */
async function scopeOf(input: Input, asked: ExportAsked): Promise<ExportScope | undefined> {
  const { deps, workspace, actor, today } = input;
  const { range, period, metricKey, kind, who } = asked;
  if (kind === 'people' && !leadsAnybody(actor)) return undefined;
  const common = { range, period, metricKey };
  const only = (memberId: string): ExportScope => ({
    ...{ ...common, memberIds: [memberId], teamIds: [], isWhole: false },
    holds: (one) => one === memberId,
  });
  if (who.kind === 'self') return only(actor.memberId);
  if (who.kind === 'person') {
    const person = (await listPeople(deps.db, workspace.id, today)).find(
      (one) => one.slackUserId === who.slackUserId,
    );
    const isOwn = person?.memberId === actor.memberId;
    if (person === undefined || !(isOwn || may(actor, 'export-team', person))) return undefined;
    return only(person.memberId);
  }
  const everybody = { ...common, memberIds: undefined, teamIds: undefined, isWhole: true, holds: () => true };
  if (who.kind === 'everybody' && actor.isAdmin) return everybody;
  if (who.kind === 'everybody' && actor.leads.length === 0) return only(actor.memberId);
  if (who.kind === 'region' || who.kind === 'company') return undefined;
  const teamIds = who.kind === 'team' ? [who.team.id] : actor.leads;
  if (who.kind === 'team' && !may(actor, 'export-team', { memberId: null, teamId: who.team.id }))
    return undefined;
  // P-06: facts follow the team that somebody was in on their date; targets, people and figures are those of today's team.
  const isDated = kind === 'activities' || kind === 'spend';
  const stays = await staysOf(input, teamIds, isDated ? range : { from: today, to: addDays(today, 1) });
  const own = who.kind === 'everybody' ? [actor.memberId] : [];
  const memberIds = [...new Set([...stays.map((stay) => stay.memberId), ...own])];
  return {
    ...{ ...common, memberIds, teamIds, isWhole: who.kind === 'everybody' },
    holds: (memberId, date) => own.includes(memberId) || stays.some((stay) => isIn(stay, memberId, date)),
  };
}

const isIn = ({ memberId, from, to }: Membership, wanted: string, date: LocalDate): boolean =>
  memberId === wanted && from <= date && (to === null || date < to);

async function staysOf(
  { deps, workspace }: Input,
  teamIds: readonly string[],
  range: DateRange,
): Promise<Membership[]> {
  const all = await Promise.all(teamIds.map((teamId) => membershipsIn(deps.db, workspace.id, range, teamId)));
  return all.flat();
}

function problemText(problem: ExportProblem, { actor }: Input): string {
  const say = exportWords(actor.locale);
  switch (problem.kind) {
    case 'what':
      return say('what-problem');
    case 'unknown word':
      return say('unknown-word', { word: plainInMrkdwn(problem.word) });
    case 'unknown team': {
      const teams = namesWithin(problem.teams.map(plainInMrkdwn), actor.locale);
      return say('unknown-team', { word: plainInMrkdwn(problem.word), teams });
    }
    case 'unknown region':
    case 'unknown person':
      return say('unknown-person', { word: plainInMrkdwn(problem.word) });
  }
}
