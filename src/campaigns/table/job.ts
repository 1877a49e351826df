import { decimal } from '../../activities/pricing.ts';
import { formatMoney } from '../../kpi/formatMoney.ts';
import { addDays } from '../../kpi/localDate.ts';
import { convert, currency, decimalOf, isCurrency } from '../../kpi/money.ts';
import { MemberLookup } from '../../people/lookup.ts';
import type { Person } from '../../people/person.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { listPeople } from '../../people/store.ts';
import { languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type {
  ExportScope,
  ImportHow,
  ImportRow,
  ImportRun,
  RowOutcome,
  RowProblem,
  TableAct,
  TableExport,
  TableImport,
} from '../../platform/tables/contract.ts';
import type { OutCell } from '../../platform/tables/write/cell.ts';
import type { Locale } from '../../platform/words.ts';
import { rateOn } from '../../workspace/store.ts';
import { type Book, bookOf } from '../book.ts';
import { campaignKey } from '../campaign.ts';
import { type CampaignWish, saveCampaigns, undoBatch } from '../changing/store.ts';
import { readCampaigns } from '../store.ts';
import { CAMPAIGN_COLUMNS, type CampaignColumn, COLUMNS } from './columns.ts';
import { type CampaignFrame, type CampaignRead, readCampaignRow } from './row.ts';
import { campaignTableWords } from './words.ts';

/** Campaigns from a table, and into one: the good rows are made by one act, and taken back by one Undo. A name that is there stays as it is. */

/** They are one transaction. */
const MOST_ROWS = 300;
const SHOWN = 5;

class CampaignRun implements ImportRun {
  readonly #act: TableAct;
  readonly #how: ImportHow;
  readonly #frame: CampaignFrame;
  readonly #book: Book;
  readonly #names = new Map<string, number>();
  readonly #fresh: { row: number; wish: CampaignWish }[] = [];

  constructor(act: TableAct, how: ImportHow, people: readonly Person[], book: Book) {
    this.#act = act;
    this.#how = how;
    this.#book = book;
    const { actor, workspace, today } = act;
    this.#frame = {
      ...{ actor, members: new MemberLookup(people), own: workspace.currency, order: how.order, today },
      ...{ self: people.find((one) => one.memberId === actor.memberId), locale: actor.locale },
    };
  }

  async take(rows: readonly ImportRow[]): Promise<RowOutcome[]> {
    const outcomes: RowOutcome[] = [];
    for (const row of rows) outcomes.push(await this.#outcomeOf(row));
    return outcomes;
  }

  async end(): Promise<RowOutcome[]> {
    if (this.#how.isRehearsal || this.#fresh.length === 0) return [];
    const { deps, workspace, actor, now, today } = this.#act;
    const { importId } = this.#how;
    const act = {
      workspaceId: workspace.id,
      actorId: actor.memberId,
      transportKey: `import:${importId}`,
      now,
      today,
    };
    const wishes = this.#fresh.map(({ wish }) => wish);
    const saved = await saveCampaigns(deps.db, act, wishes, importId);
    // A name that somebody gave meanwhile: none was made, so that the file can simply be sent again.
    if (saved.kind === 'taken') throw new Error('a campaign was made while the file was imported');
    return [];
  }

  lines(locale: Locale): string[] {
    const say = campaignTableWords(locale);
    const code = currency(this.#act.workspace.currency);
    const lines = this.#fresh.slice(0, SHOWN).map(({ wish: { name, budget } }) =>
      say('line', {
        name: plainInMrkdwn(name),
        budget: budget === null ? say('line-none') : formatMoney(budget, code, languageTag(locale), 'short'),
      }),
    );
    const rest = this.#fresh.length - lines.length;
    return rest === 0 ? lines : [...lines, say('more', { count: rest })];
  }

  async #outcomeOf(from: ImportRow): Promise<RowOutcome> {
    const read = readCampaignRow(from, this.#frame);
    if (!read.ok) return read.problem;
    const { row } = from;
    const { name, aliases } = read.value;
    const say = campaignTableWords(this.#frame.locale);
    const known = this.#book.find(name);
    if (known !== undefined && campaignKey(known.name) === campaignKey(name)) return { row, is: 'known' };
    const names = [name, ...aliases];
    const taken = names.find((one) => this.#book.find(one) !== undefined);
    if (taken !== undefined)
      return problem(row, taken === name ? 'name' : 'aliases', taken, say('name-taken'));
    const before = names.map((one) => this.#names.get(campaignKey(one))).find((one) => one !== undefined);
    if (before !== undefined) return problem(row, 'name', name, say('name-twice', { row: before }));
    const wish = await this.#wishOf(read.value);
    if (wish === undefined)
      return problem(
        row,
        'budget',
        from.cell('budget'),
        say('rate-missing', { code: read.value.money?.currency ?? '' }),
      );
    for (const one of names) this.#names.set(campaignKey(one), row);
    this.#fresh.push({ row, wish });
    return { row, is: 'new' };
  }

  /** M-05: in the workspace's currency by the rate of today; undefined without one. */
  async #wishOf({ money, ...campaign }: CampaignRead): Promise<CampaignWish | undefined> {
    const { deps, workspace, today } = this.#act;
    if (money === null) return { ...campaign, budget: null, original: null };
    if (money.currency === workspace.currency) return { ...campaign, budget: money.minor, original: null };
    const rate = await rateOn(deps.db, workspace.id, money.currency, today);
    if (rate === undefined) return undefined;
    const budget = convert(money, currency(workspace.currency), decimal(rate.rate)).minor;
    return { ...campaign, budget, original: money };
  }
}

const problem = (row: number, column: CampaignColumn, value: string, why: string): RowProblem => ({
  ...{ row, is: 'wrong', column, value, why },
});

/** Campaigns: managers for themselves and their teams, administrators for all. */
export const campaignImport: TableImport = {
  kind: 'campaigns',
  columns: COLUMNS,
  needs: [['name'], ['budget', 'from', 'last']],
  dates: ['from', 'last'],
  mostRows: MOST_ROWS,
  labelOf: (column, locale) => campaignTableWords(locale)(`column-${column as CampaignColumn}`),
  mayImport: leadsAnybody,
  denied: (locale) => campaignTableWords(locale)('denied'),
  async begin(act, how) {
    const { deps, workspace, today } = act;
    const [people, campaigns] = await Promise.all([
      listPeople(deps.db, workspace.id, today),
      readCampaigns(deps.db, workspace.id),
    ]);
    return new CampaignRun(act, how, people, bookOf(campaigns));
  },
  async undo({ deps, workspace, actor, now, today }, importId, transportKey) {
    const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey, now, today };
    const done = await undoBatch(deps.db, act, importId);
    return {
      undone: done.kind === 'undone' ? done.campaignIds.length : 0,
      left: done.kind === 'changed since' ? 1 : 0,
    };
  },
};

/** All campaigns of the company: whoever may export a team's figures reads them in the list, too. */
async function* lines(act: TableAct, scope: ExportScope): AsyncGenerator<readonly OutCell[]> {
  const { deps, workspace, actor, today } = act;
  const say = campaignTableWords(actor.locale);
  yield CAMPAIGN_COLUMNS.map((column) => say(`column-${column}`));
  const people = await listPeople(deps.db, workspace.id, today);
  for (const campaign of await readCampaigns(deps.db, workspace.id)) {
    const { ownerId, original, budget, to } = campaign;
    if (!scope.isWhole && scope.memberIds?.includes(ownerId) === false) continue;
    const owner = people.find((one) => one.memberId === ownerId);
    const code = original?.currency ?? workspace.currency;
    const minor = original?.minor ?? budget;
    yield [
      ...[
        campaign.name,
        campaign.aliases.join('; '),
        campaign.channel,
        campaign.region,
        { date: campaign.from },
      ],
      to === null ? null : { date: addDays(to, -1) },
      minor === null || !isCurrency(code)
        ? null
        : { money: decimalOf({ minor, currency: code }), currency: code },
      ...[minor === null ? '' : code, owner?.email ?? owner?.slackUserId ?? ''],
      campaign.expectedLeads === null ? null : { number: String(campaign.expectedLeads) },
    ];
  }
}

export const campaignExport: TableExport = { kind: 'campaigns', lines };
