import { localDate } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { may } from '../../people/rights.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, VerbInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { badgesOf } from '../../recognition/badges/store.ts';
import { withdrawnSince } from '../badges/show.ts';
import { takeable } from '../clawback/clawback.ts';
import type { Dispute } from '../dispute/dispute.ts';
import { disputesOf } from '../dispute/store.ts';
import { moneyText } from '../plan/show.ts';
import type { Run } from '../run/run.ts';
import { readRun, type StatementRow, statementOf, statementsOfMember } from '../run/store.ts';
import { isAllowed, isOfficer, readScene, type Scene } from '../scene/slack.ts';
import { type StatementView, statementReply } from './blocks.ts';
import { sendDocument } from './sheet/slack.ts';
import { statementWords } from './words.ts';

/** `/pace statement [@name]`: the newest approved statement, with the way to earlier ones. */
export async function showOwn(input: VerbInput): Promise<void> {
  const say = statementWords(input.actor.locale);
  const scene = await readScene(input);
  const { isPdf, text } = wanted(normalise(input.text).text);
  const person = personIn(text, input, scene);
  if (person === undefined) return input.reply({ text: say('unknownPerson') });
  if (!(await isAllowed(input, 'see-statement', person))) return;
  const rows = await statementsOfMember(input.deps.db, input.workspace.id, person.memberId);
  const [newest] = rows;
  if (newest === undefined) {
    const isOwn = person.memberId === input.actor.memberId;
    return input.reply({ text: isOwn ? say('none') : say('noneOf', { name: plainInMrkdwn(person.name) }) });
  }
  await (isPdf ? sendSheet(input, scene, person, newest) : reply(input, scene, person, newest));
}

/** "pdf", "pdf @name", "@name PDF". */
function wanted(typed: string): { isPdf: boolean; text: string } {
  const parts = typed.trim().split(/\s+/);
  const rest = parts.filter((part) => part.toLowerCase() !== 'pdf');
  return { isPdf: rest.length < parts.length, text: rest.join(' ') };
}

function personIn(text: string, { actor }: Input, { people }: Scene): Person | undefined {
  if (text === '') return people.find(({ memberId }) => memberId === actor.memberId);
  const mentioned = /^<@(\w+)(?:\|[^>]*)?>$/.exec(text)?.[1];
  return people.find(({ slackUserId }) => slackUserId === mentioned);
}

/** A button with "<run>:<member>". */
export const showStatement = (input: ActionInput): Promise<void> => withStatement(input, reply);

/** "PDF", with the same value. */
export const pressSheet = (input: ActionInput): Promise<void> => withStatement(input, sendSheet);

async function withStatement(
  input: ActionInput,
  show: (input: Input, scene: Scene, person: Person, row: StatementRow) => Promise<void>,
): Promise<void> {
  const say = statementWords(input.actor.locale);
  const [runId = '', memberId = ''] = input.value.split(':');
  const scene = await readScene(input);
  const person = scene.people.find((one) => one.memberId === memberId);
  if (person === undefined) return input.reply({ text: say('none') });
  if (!(await isAllowed(input, 'see-statement', person))) return;
  const row = await statementOf(input.deps.db, input.workspace.id, runId, memberId);
  if (row === undefined) return input.reply({ text: say('noneOf', { name: plainInMrkdwn(person.name) }) });
  await show(input, scene, person, row);
}

async function reply(input: Input, scene: Scene, person: Person, row: StatementRow): Promise<void> {
  const found = await viewOf(input, scene, person, row);
  if (found === undefined) return input.reply({ text: statementWords(input.actor.locale)('none') });
  await input.reply(statementReply(found.view, scene, input.actor.locale));
}

async function sendSheet(input: Input, scene: Scene, person: Person, row: StatementRow): Promise<void> {
  const found = await viewOf(input, scene, person, row);
  if (found === undefined) return input.reply({ text: statementWords(input.actor.locale)('none') });
  await sendDocument(input, scene, person, found);
}

/** What the actor may see of a statement; undefined where there is nothing to see. */
async function viewOf(
  input: Input,
  scene: Scene,
  person: Person,
  row: StatementRow,
): Promise<{ view: StatementView; run: Run } | undefined> {
  const { deps, workspace, actor } = input;
  const [run, disputes, mine, badges] = await Promise.all([
    readRun(deps.db, workspace.id, row.runId),
    disputesOf(deps.db, workspace.id, row.runId, person.memberId),
    statementsOfMember(deps.db, workspace.id, person.memberId),
    row.inputs.badges === undefined ? [] : badgesOf(deps.db, workspace.id, person.memberId),
  ]);
  // A draft is nothing that a rep is told: it may be computed anew.
  const isDraft = run?.state !== 'approved';
  const isHidden = isDraft && !(actor.isAdmin || actor.isFinance || may(actor, 'propose-bonus', person));
  if (run === undefined || run.state === 'discarded' || isHidden) return undefined;
  const names = await Promise.all(
    mine
      .filter(({ runId }) => runId !== run.id)
      .slice(0, 5)
      .map(async ({ runId }) => ({
        runId,
        name: (await readRun(deps.db, workspace.id, runId))?.name ?? runId,
      })),
  );
  const view: StatementView = {
    ...{ name: person.name, memberId: person.memberId, runId: run.id, runName: run.name },
    ...{ run: run.inputs, sha256: row.sha256, person: row.inputs, statement: row.result, older: names },
    approval: approvalOfRun(run, scene, workspace.tz),
    notes: notesOf(disputes, row, scene, actor.locale),
    withdrawn: isDraft ? new Map() : withdrawnSince(badges, workspace.tz),
    mayDispute: !isDraft && actor.memberId === person.memberId,
    takeable: takeableIn(input, person, run, row),
    maySeeBadges: may(actor, 'see-figures', person),
  };
  return { view, run };
}

/** B-11: lines of which the actor may take something back. */
function takeableIn(input: Input, person: Person, run: Run, { result }: StatementRow): Set<number> {
  if (!isOfficer(input) || !may(input.actor, 'approve-bonus', person)) return new Set();
  return new Set(
    result.lines.flatMap((line, index) => (takeable(run, line, input.now) === undefined ? [] : [index])),
  );
}

function approvalOfRun(run: Run, { names }: Scene, tz: string): StatementView['approval'] {
  if (run.approvedById === null || run.approvedAt === null) return null;
  const name = names.get(run.approvedById) ?? '?';
  return { name, date: localDateOf(run.approvedAt, tz), isAlone: run.approvedAlone };
}

function notesOf(
  disputes: readonly Dispute[],
  { result }: StatementRow,
  { names }: Scene,
  locale: Locale,
): Map<number, string> {
  const say = statementWords(locale);
  const name = (id: string | null): string => plainInMrkdwn(names.get(id ?? '') ?? '?');
  return new Map(
    disputes.map(({ line, state, ownerId, dueDate, settledById, correction, settlement }) => {
      const code = result.lines[line]?.currency ?? 'USD';
      const said = {
        ...{ name: name(settledById), text: plainInMrkdwn(settlement) },
        amount: moneyText(correction, code, locale),
      };
      if (state === 'open') {
        const date = formatDate(localDate(dueDate), locale, true);
        return [line, say('held', { owner: name(ownerId), date })];
      }
      if (state === 'proposed') return [line, say('settledWaits', said)];
      return [line, say(correction === 0n ? 'settledRight' : 'settledCorrected', said)];
    }),
  );
}
