import { currency } from '../../kpi/money.ts';
import { localDateOf } from '../../kpi/time.ts';
import { MemberLookup } from '../../people/lookup.ts';
import type { Person } from '../../people/person.ts';
import { listPeople } from '../../people/store.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import type {
  ImportHow,
  ImportRow,
  ImportRun,
  ImportUndone,
  RowOutcome,
  RowProblem,
  TableAct,
} from '../../platform/tables/contract.ts';
import { type ActivityTypeInfo, nameOf, type Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import type { Closed } from '../../workspace/closed/closed.ts';
import { listClosed } from '../../workspace/closed/store.ts';
import { rateOn } from '../../workspace/store.ts';
import { spendType } from '../entry/spend.ts';
import { priced, ratesNeeded } from '../pricing.ts';
import { refKeyOf } from '../ref.ts';
import { needsConfirmation } from '../trust/pending.ts';
import { concernedReply } from './blocks.ts';
import { ImportHints } from './hints.ts';
import { againKey, contentKey, idKey } from './key.ts';
import { type RowFrame, type RowRead, readActivityRow, refTakenText, troubleText } from './row.ts';
import {
  type FoundByKey,
  findByKeys,
  peopleOfImport,
  type RowToWrite,
  takenRefs,
  undoRows,
  writeRows,
} from './store.ts';
import { ImportSum } from './sum.ts';
import { tableWords } from './words.ts';

/** Activities, or what was spent, from a table (P-05, M-05, M-07): each chunk is read, compared with what is there, and written. */
export async function beginActivities(
  act: TableAct,
  how: ImportHow,
  kind: 'activities' | 'spend',
): Promise<ImportRun> {
  const { deps, workspace } = act;
  const [people, playbook, closed] = await Promise.all([
    listPeople(deps.db, workspace.id, act.today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    listClosed(deps.db, workspace.id),
  ]);
  const only = kind === 'spend' ? spendType(playbook) : undefined;
  return new ActivityRun(act, how, frameOf(act, how, people, playbook, only, closed), kind === 'spend');
}

function frameOf(
  { actor, workspace, now }: TableAct,
  how: ImportHow,
  people: readonly Person[],
  playbook: Playbook,
  only: ActivityTypeInfo | undefined,
  closed: readonly Closed[],
): RowFrame {
  const figures = playbook.metrics.flatMap(({ definition }) =>
    definition.kind === 'manual' ? (definition.source.filter.activityType ?? []) : [],
  );
  const todays = new Map<string, ReturnType<typeof localDateOf>>();
  return {
    ...{ actor, playbook, members: new MemberLookup(people), currency: currency(workspace.currency) },
    ...{ self: people.find((person) => person.memberId === actor.memberId), locale: actor.locale },
    ...{
      order: how.order,
      amountHeader: how.headers.get('amount') ?? (only === undefined ? undefined : ''),
      only,
      figures: new Set(figures),
      closed,
    },
    todayOf({ tz }) {
      const today = todays.get(tz) ?? localDateOf(now, tz);
      todays.set(tz, today);
      return today;
    },
  };
}

/** A good row with its fact and its key. */
interface Good extends RowToWrite {
  read: RowRead;
}

class ActivityRun implements ImportRun {
  readonly #act: TableAct;
  readonly #how: ImportHow;
  readonly #frame: RowFrame;
  readonly #lacksSpend: boolean;
  readonly #sum = new ImportSum();
  readonly #hints: ImportHints;
  readonly #rates = new Map<string, string | undefined>();
  /** How often a content stood above, and in which row an id or a reference did. */
  readonly #contents = new Map<string, number>();
  readonly #rows = new Map<string, number>();

  constructor(act: TableAct, how: ImportHow, frame: RowFrame, isSpend: boolean) {
    this.#act = act;
    this.#how = how;
    this.#frame = frame;
    this.#hints = new ImportHints(frame);
    this.#lacksSpend = isSpend && frame.only === undefined;
  }

  async take(rows: readonly ImportRow[]): Promise<RowOutcome[]> {
    const outcomes = new Map<number, RowOutcome>();
    const reads: RowRead[] = [];
    for (const row of rows) {
      const read = this.#lacksSpend ? this.#withoutSpend(row) : readActivityRow(row, this.#frame);
      if ('ok' in read && read.ok) reads.push(read.value);
      else outcomes.set(row.row, 'ok' in read ? read.problem : read);
    }
    await this.#readRates(reads);
    const good = reads.flatMap((read) => {
      const one = this.#priced(read);
      if ('is' in one) outcomes.set(read.row, one);
      return 'is' in one ? [] : [one];
    });
    const fresh = await this.#compare(good, outcomes);
    await this.#write(fresh, outcomes);
    this.#hints.add(reads, outcomes.values());
    return rows.flatMap(({ row }) => outcomes.get(row) ?? []);
  }

  end(): Promise<RowOutcome[]> {
    return Promise.resolve([]);
  }

  lines(locale: Parameters<ImportSum['lines']>[0]): string[] {
    const { playbook, currency: own } = this.#frame;
    const sum = this.#sum.lines(locale, playbook, own, needsConfirmation(this.#act.workspace));
    return this.#how.isRehearsal ? [...sum, ...this.#hints.lines(locale)] : sum;
  }

  #withoutSpend({ row }: ImportRow): RowProblem {
    return { row, is: 'wrong', column: '', value: '', why: tableWords(this.#frame.locale)('no-spend') };
  }

  #wrong(read: RowRead, column: 'id' | 'ref' | 'amount', value: string, why: string): RowProblem {
    return { row: read.row, is: 'wrong', column, value, why };
  }

  async #readRates(reads: readonly RowRead[]): Promise<void> {
    const { deps, workspace } = this.#act;
    for (const { currency: code, date } of ratesNeeded(
      reads.map(({ line }) => line),
      this.#frame.currency,
    )) {
      const key = `${code} ${date}`;
      if (!this.#rates.has(key))
        this.#rates.set(key, (await rateOn(deps.db, workspace.id, code, date))?.rate);
    }
  }

  /** The row as a fact with its key; or what is wrong with it beside the others of the file. */
  #priced(read: RowRead): Good | RowProblem {
    const { locale, currency: own } = this.#frame;
    const fact = priced(read.line, own, (code, date) => this.#rates.get(`${code} ${date}`));
    if (!fact.ok) return this.#wrong(read, 'amount', '', troubleText(fact.problem, this.#frame));
    const { id, row, line } = read;
    const key = id === '' ? contentKey(read, this.#contents) : idKey(line.typeKey, id);
    const say = tableWords(locale);
    const before = id === '' ? undefined : this.#rows.get(key);
    if (before !== undefined) return this.#wrong(read, 'id', id, say('id-twice', { row: before }));
    if (id !== '') this.#rows.set(key, row);
    return { row, memberId: read.person.memberId, externalId: key, what: fact.value, read };
  }

  /** What is not there yet; of the others it is told what they are. */
  async #compare(good: readonly Good[], outcomes: Map<number, RowOutcome>): Promise<Good[]> {
    const { deps, workspace } = this.#act;
    const typed = good.flatMap(({ read }) => (read.id === '' ? [] : [read.id]));
    let open = [...good];
    const fresh: Good[] = [];
    for (let times = 0; open.length > 0; times += 1) {
      const keys = open.map(({ externalId }) => againKey(externalId, times));
      const ids = times === 0 ? typed : [];
      const found = await findByKeys(deps.db, workspace.id, { externalIds: [...keys, ...ids], ids });
      const byKey = new Map(
        found.flatMap((one) => [[one.id, one] as const, [one.externalId ?? one.id, one] as const]),
      );
      const again: Good[] = [];
      open.forEach((one, at) => {
        const there = byKey.get(keys[at] ?? '') ?? (ids.length > 0 ? byKey.get(one.read.id) : undefined);
        if (there === undefined) fresh.push({ ...one, externalId: keys[at] ?? one.externalId });
        else if (there.state === 'free') again.push(one);
        else outcomes.set(one.row, this.#known(one, there));
      });
      open = again;
    }
    return this.#withFreeRefs(fresh, outcomes);
  }

  #known({ row, read, what, memberId }: Good, there: FoundByKey): RowOutcome {
    const isMoney =
      what.original === null || there.originalAmount === null
        ? what.amount === there.amount
        : what.original.minor === there.originalAmount && what.original.currency === there.originalCurrency;
    const isSame = isMoney && there.localDate === what.localDate && there.memberId === memberId;
    if (there.state !== 'live' || isSame) return { row, is: 'known' };
    return this.#wrong(read, 'id', read.id, tableWords(this.#frame.locale)('differs'));
  }

  /** M-07: a reference is unique in the workspace, and so in the file. */
  async #withFreeRefs(fresh: readonly Good[], outcomes: Map<number, RowOutcome>): Promise<Good[]> {
    const { deps, workspace } = this.#act;
    const wanted = fresh.flatMap(({ what }) => what.ref ?? []);
    const taken = await takenRefs(deps.db, workspace.id, wanted);
    const { locale } = this.#frame;
    return fresh.filter((one) => {
      const { ref } = one.what;
      if (ref === undefined) return true;
      const key = `#${refKeyOf(ref)}`;
      const before = this.#rows.get(key);
      const why =
        before !== undefined
          ? tableWords(locale)('ref-twice', { row: before })
          : taken.has(refKeyOf(ref))
            ? refTakenText(ref, this.#frame)
            : undefined;
      if (why === undefined) this.#rows.set(key, one.row);
      else outcomes.set(one.row, this.#wrong(one.read, 'ref', ref, why));
      return why === undefined;
    });
  }

  async #write(fresh: readonly Good[], outcomes: Map<number, RowOutcome>): Promise<void> {
    const { deps, workspace, actor } = this.#act;
    const act = { workspaceId: workspace.id, actorId: actor.memberId, importId: this.#how.importId };
    const added = this.#how.isRehearsal ? undefined : await writeRows(deps.db, act, fresh);
    if (!this.#how.isRehearsal && added === undefined)
      throw new Error('a reference was taken while rows were written');
    for (const one of fresh) {
      const isNew = added === undefined || added.has(one.row);
      outcomes.set(one.row, { row: one.row, is: isNew ? 'new' : 'known' });
      if (isNew) this.#sum.add(one, actor.memberId);
    }
  }
}

/** Those whose entries somebody else has imported, or taken back, each in one message. */
export async function tellConcerned(
  { deps, workspace, actor, today }: TableAct,
  { importId, fileName, isUndo }: { importId: string; fileName: string; isUndo: boolean },
): Promise<Notice[]> {
  const [people, concerned] = await Promise.all([
    listPeople(deps.db, workspace.id, today),
    peopleOfImport(deps.db, workspace.id, importId),
  ]);
  const byId = new Map(people.map((person) => [person.memberId, person]));
  return concerned.flatMap(({ memberId, ...of }): Notice[] => {
    const person = byId.get(memberId);
    if (person === undefined || !person.isActive || memberId === actor.memberId) return [];
    const key = `${isUndo ? 'import-undone' : 'imported'}:${importId}:${memberId}`;
    const reply = concernedReply({ ...of, actor: actor.name, fileName, isUndo }, person.locale);
    return [{ key, channel: person.slackUserId, reply }];
  });
}

/** Activities that all rows of a file may be, which has no column for them. */
export async function typesToFix({ deps, workspace, actor }: TableAct) {
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const options = playbook.types
    .filter((type) => !type.isRetired)
    .map((type) => ({ text: nameOf(type, actor.locale, 100n), value: type.key }));
  return { column: 'type', options };
}

/** Takes an import of activities or spend back; what lies on closed dates stays (P-05). */
export async function undoActivities(
  { deps, workspace, actor }: TableAct,
  importId: string,
  onProgress: (done: number) => void,
): Promise<ImportUndone> {
  const closed = (await listClosed(deps.db, workspace.id)).map(({ range }) => range);
  const act = { workspaceId: workspace.id, actorId: actor.memberId, importId };
  return undoRows(deps.db, act, onProgress, closed);
}
