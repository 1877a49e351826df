import { localDateOf } from '../../kpi/time.ts';
import { MemberLookup } from '../../people/lookup.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type {
  ImportHow,
  ImportRow,
  ImportRun,
  RowOutcome,
  RowProblem,
  TableAct,
  TableImport,
} from '../../platform/tables/contract.ts';
import type { Locale } from '../../platform/words.ts';
import { noticesFor } from '../batch/slack.ts';
import { setMany, undoMany } from '../batch/store.ts';
import { type Circle, readCircle, widerOf } from '../circle/slack.ts';
import { type Decision, decideChange } from '../decide.ts';
import { levelsTrouble } from '../levels/phrases.ts';
import { targetsOf } from '../store.ts';
import type { Target } from '../target.ts';
import { whoseTeam } from '../whose.ts';
import { COLUMNS, type TargetColumn } from './columns.ts';
import { metricOf, placeOfRow, readTargetRow, type TargetFrame, type TargetRead } from './row.ts';
import { targetTableWords } from './words.ts';

/** Targets from a table (T-06): all good rows are set by one act, told to those concerned once, and taken back by one Undo. */

/** More at once would hold the database too long: they are one transaction. */
const MOST_ROWS = 2_000;

class TargetRun implements ImportRun {
  readonly #act: TableAct;
  readonly #how: ImportHow;
  readonly #circle: Circle;
  readonly #frame: TargetFrame;
  readonly #reads: TargetRead[] = [];
  readonly #wrong: RowProblem[] = [];
  readonly #fresh: TargetRead[] = [];

  constructor(act: TableAct, how: ImportHow, circle: Circle) {
    this.#act = act;
    this.#how = how;
    this.#circle = circle;
    const { people, teams, playbook, reader } = circle;
    const { actor, workspace, now } = act;
    const groups = [
      ...widerOf(actor, workspace.tz, circle),
      ...teams.map((team) => whoseTeam(team, workspace.tz)),
    ];
    this.#frame = {
      ...{ actor, reader, playbook, members: new MemberLookup(people), teams, groups, order: how.order },
      todayOf: ({ tz }) => localDateOf(now, tz),
    };
  }

  take(rows: readonly ImportRow[]): Promise<RowOutcome[]> {
    for (const row of rows) {
      const read = readTargetRow(row, this.#frame);
      if (read.ok) this.#reads.push(read.value);
      else this.#wrong.push(read.problem);
    }
    return Promise.resolve([]);
  }

  async end(): Promise<RowOutcome[]> {
    const outcomes = [...this.#wrong, ...(await this.#decided())].toSorted((a, b) => a.row - b.row);
    if (!this.#how.isRehearsal && this.#fresh.length > 0) return this.#written(outcomes);
    return outcomes;
  }

  lines(locale: Locale): string[] {
    const say = targetTableWords(locale);
    const lines = [...Map.groupBy(this.#fresh, (read) => metricOf(read, this.#frame.reader))].map(
      ([metric, reads]) => {
        const of = (kinds: readonly string[]): number =>
          reads.filter(({ change }) => kinds.includes(change.subject.kind)).length;
        const [people, teams, wider] = [of(['member']), of(['team']), of(['region', 'company'])];
        const counts = [
          ...(people > 0 ? [say('line-people', { count: people })] : []),
          ...(teams > 0 ? [say('line-teams', { count: teams })] : []),
          ...(wider > 0 ? [say('line-wider', { count: wider })] : []),
        ];
        return say('line', { metric: plainInMrkdwn(metric), count: counts.join(say('comma')) });
      },
    );
    return lines.length === 0 ? [] : [...lines, say('told')];
  }

  /** What becomes of each good row, beside what is there and the rows above it. */
  async #decided(): Promise<RowOutcome[]> {
    const { deps, workspace } = this.#act;
    const say = targetTableWords(this.#frame.reader.locale);
    const subjects = [
      ...new Map(this.#reads.map(({ whose }) => [JSON.stringify(whose.subject), whose.subject])).values(),
    ];
    const known = subjects.length === 0 ? [] : await targetsOf(deps.db, workspace.id, { subjects });
    const byPlace = new Map(
      known.filter(({ layer }) => layer === 'official').map((target) => [placeOf(target), target]),
    );
    const seen = new Map<string, number>();
    return this.#reads.map((read): RowOutcome => {
      const place = placeOfRow(read);
      const before = seen.get(place);
      if (before !== undefined) return this.#problem(read, 'metric', say('twice', { row: before }));
      seen.set(place, read.row);
      const decision = decideChange(
        byPlace.get(place) ?? { ...read.change.shape, versions: [] },
        read.change.wish,
        read.change.frame,
      );
      if (decision.kind === 'unchanged') return { row: read.row, is: 'known' };
      if (decision.kind !== 'write') return this.#refused(read, decision);
      this.#fresh.push(read);
      return { row: read.row, is: 'new' };
    });
  }

  #refused(read: TargetRead, decision: Exclude<Decision, { kind: 'write' | 'unchanged' }>): RowProblem {
    const { reader } = this.#frame;
    if (decision.kind === 'levels') {
      const why = levelsTrouble({ ...decision, metric: read.metric }, reader).replace(/[`*\u2060]/gu, '');
      return this.#problem(read, 'value', why);
    }
    return this.#problem(read, 'from', targetTableWords(reader.locale)('past'));
  }

  #problem({ row, change }: TargetRead, column: TargetColumn, why: string): RowProblem {
    const value = column === 'from' ? (change.wish.from ?? '') : '';
    return { row, is: 'wrong', column, value, why };
  }

  async #written(outcomes: readonly RowOutcome[]): Promise<RowOutcome[]> {
    const { deps, workspace, actor } = this.#act;
    const { importId } = this.#how;
    const changes = this.#fresh.map(({ change }) => change);
    const act = {
      workspaceId: workspace.id,
      transportKey: `import:${importId}`,
      actorId: actor.memberId,
      batchId: importId,
      changes,
    };
    const outcome = await setMany(deps.db, act, noticesFor(this.#act, this.#circle, false));
    if (outcome.kind !== 'refused') return [...outcomes];
    const why = targetTableWords(this.#frame.reader.locale)('refused');
    const fresh = new Map(this.#fresh.map((read) => [read.row, read]));
    return outcomes.map((one) => {
      const read = one.is === 'new' ? fresh.get(one.row) : undefined;
      return read === undefined ? one : this.#problem(read, 'value', why);
    });
  }
}

const placeOf = ({ subject, metricKey, periodKind, periodKey }: Target): string =>
  JSON.stringify([subject.kind, subject.id, metricKey, periodKind, periodKey]);

/** Targets: managers for their teams, administrators for all. */
export const targetImport: TableImport = {
  kind: 'targets',
  columns: COLUMNS,
  needs: [['who', 'team', 'region'], ['metric'], ['value'], ['period']],
  dates: ['from'],
  mostRows: MOST_ROWS,
  labelOf: (column, locale) => targetTableWords(locale)(`column-${column as TargetColumn}`),
  mayImport: leadsAnybody,
  denied: (locale) => targetTableWords(locale)('denied'),
  async begin(act, how) {
    return new TargetRun(act, how, await readCircle(act));
  },
  async undo(act, importId, transportKey) {
    const { deps, workspace, actor, now } = act;
    const circle = await readCircle(act);
    const undo = { workspaceId: workspace.id, transportKey, actorId: actor.memberId, batchId: importId };
    const today = localDateOf(now, workspace.tz);
    const outcome = await undoMany(deps.db, { ...undo, today }, noticesFor(act, circle, true));
    return outcome.kind === 'undone'
      ? { undone: outcome.written.length, left: outcome.stale.length }
      : { undone: 0, left: 0 };
  },
};
