import { addDays, weekdayOf } from '../../../kpi/localDate.ts';
import type {
  ImportHow,
  ImportRow,
  ImportRun,
  RowOutcome,
  TableAct,
  TableImport,
} from '../../../platform/tables/contract.ts';
import type { Locale } from '../../../platform/words.ts';
import { may } from '../../rights.ts';
import { COLUMNS, type Column, ROSTER_COLUMNS } from '../columns.ts';
import { Directory } from '../match.ts';
import { planRoster, type RosterPlan, teamNamesOf } from '../plan.ts';
import { everybody } from '../reading/slack.ts';
import { changeText, plainProblem } from '../say.ts';
import { applyRoster, readPresent, undoRoster } from '../store.ts';
import { MOST_ROWS, type RosterRow } from '../table.ts';
import { rosterWords } from '../words.ts';

/** A list of people as a table like others (platform/tables/contract.ts): for the command line, and so that it is recognised by its columns. */
class RosterRun implements ImportRun {
  readonly #act: TableAct;
  readonly #isRehearsal: boolean;
  readonly #rows: RosterRow[] = [];
  #lines: string[] = [];

  constructor(act: TableAct, { isRehearsal }: ImportHow) {
    this.#act = act;
    this.#isRehearsal = isRehearsal;
  }

  /** One row may say who leads another's team: all of them are planned together. */
  take(rows: readonly ImportRow[]): Promise<RowOutcome[]> {
    for (const { row, cell } of rows) {
      const said = COLUMNS.flatMap((column) =>
        cell(column) === '' ? [] : [[column, cell(column)] as const],
      );
      this.#rows.push({ row, cells: new Map(said) });
    }
    return Promise.resolve([]);
  }

  async end(): Promise<RowOutcome[]> {
    const { deps, workspace, actor, today } = this.#act;
    const present = await readPresent(deps.db, workspace.id, today);
    const directory = new Directory(await everybody(await deps.slack(workspace.id)));
    const table = { rows: this.#rows, columns: COLUMNS, unknown: [] };
    const plan = planRoster(table, { workspaceId: workspace.id, directory, ...present });
    const names = teamNamesOf(present.teams, plan);
    const changed = plan.people.filter((one) => one.kind !== 'same');
    this.#lines = changed.slice(0, MOST_LINES).map((one) => changeText(one, names, actor.locale));
    const days = { today, sinceMonday: addDays(today, 1 - weekdayOf(today)) };
    if (!this.#isRehearsal) await applyRoster(deps.db, workspace.id, actor.memberId, plan, days);
    await deps.db.durable();
    return outcomesOf(plan, actor.locale);
  }

  lines(): string[] {
    return this.#lines;
  }
}

const MOST_LINES = 20;

function outcomesOf({ people, problems }: RosterPlan, locale: Locale): RowOutcome[] {
  const good = people.map(({ row, kind }): RowOutcome => ({ row, is: kind === 'same' ? 'known' : 'new' }));
  const first = new Map(problems.toReversed().map((problem) => [problem.row, problem]));
  const bad = [...first.values()].map((problem): RowOutcome => {
    const { row, column, value } = problem;
    return { row, is: 'wrong', column, value, why: plainProblem(problem, locale) };
  });
  return [...good, ...bad];
}

/** People: by administrators. */
export const rosterImport: TableImport = {
  kind: 'people',
  columns: ROSTER_COLUMNS,
  needs: [['email', 'slack', 'name']],
  tells: COLUMNS.filter((column) => !['email', 'slack', 'name', 'region'].includes(column)),
  // Which part of a date is the day is asked at its row.
  dates: [],
  mostRows: MOST_ROWS,
  labelOf: (column, locale) => rosterWords(locale)(`column-${column as Column}`),
  mayImport: (actor) => may(actor, 'manage-people', { memberId: null, teamId: null }),
  denied: (locale) => rosterWords(locale)('denied-plain'),
  begin: (act, how) => Promise.resolve(new RosterRun(act, how)),
  async undo({ deps, workspace, actor, today }, importId, transportKey) {
    const undone = await undoRoster(deps.db, workspace.id, actor.memberId, importId, today, transportKey);
    return { undone: 0, left: undone.ok ? undone.value.left : 0 };
  },
};
