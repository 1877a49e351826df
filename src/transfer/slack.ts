import { directMessage, isTableFile } from '../platform/directMessage.ts';
import { isFirst } from '../platform/once.ts';
import type { FileToRead } from '../platform/slack.ts';
import type { ActionInput, EventInput, Input, SubmitInput, VerbInput } from '../platform/slice.ts';
import { headersName } from '../platform/tables/columns.ts';
import type { TableExport, TableImport, TableKind } from '../platform/tables/contract.ts';
import type { DateOrder } from '../platform/tables/dates.ts';
import { tableProblemText } from '../platform/tables/say.ts';
import { denied } from '../workspace/store.ts';
import { askKindReply, missingReply, previewReply, readingReply } from './blocks.ts';
import { tableModal } from './form.ts';
import { importOf, mappingModal, withChoices } from './mapping/form.ts';
import { planOf, sayColumns } from './mapping/said.ts';
import { importIdOf } from './plan.ts';
import { fetched, headIn, rememberedFor } from './reading/slack.ts';
import { guesses, missingIn } from './recognise.ts';
import { goThrough } from './run/job.ts';
import { pacer, show } from './showing/slack.ts';
import {
  addImport,
  changeImport,
  claimImport,
  findImport,
  type ImportChange,
  type ImportRow,
  keepMapping,
  type Mapping,
  sayOfImport,
} from './store.ts';
import { transferWords } from './words.ts';
import { carryOut, sendRejected, takeBack } from './working/job.ts';

/** What the handlers are made with. */
export interface Wiring {
  /** Every table that the slices bring to be exported. */
  exports: () => readonly TableExport[];
  /** Every kind that the slices bring; read when it is needed, since this slice stands among them. */
  kinds: () => readonly TableImport[];
  /** People are shown and imported by their own slice: their preview says who moves where. */
  people: (
    input: Input,
    source: { file: string; url: string | undefined; mapping: Record<string, string> },
  ) => Promise<void>;
}

export type Handlers = ReturnType<typeof handlers>;

/** The handlers of imports. */
export function handlers(wiring: Wiring) {
  const { kinds } = wiring;
  const kindOf = (kind: TableKind | undefined): TableImport | undefined =>
    kinds().find((one) => one.kind === kind);

  /** A table that somebody sent to Pacer in its direct message. */
  async function takeFile(event: EventInput): Promise<void> {
    const message = directMessage.safeParse(event.event);
    if (!message.success) return;
    const { user, files } = message.data;
    const file = files.find(isTableFile);
    if (file === undefined) return;
    // Answered by a message that stays, as the file does.
    await event.as(user, undefined, (input) => begin(input, { id: file.id, url: file.url_private_download }));
  }

  /** `/pace import`: the form with a place for a file. */
  const openForm = (input: VerbInput): Promise<void> => input.open(tableModal(input.actor.locale));

  /** The form with a file was handed in. */
  async function submitFile(input: SubmitInput): Promise<void> {
    const [id = '', url] = (input.values['file'] ?? '').split(' ');
    if (id === '') return input.reply({ text: transferWords(input.actor.locale)('modal-missing') });
    await begin(input, { id, url });
    if (input.channelId?.startsWith('D') !== true)
      await input.reply({ text: transferWords(input.actor.locale)('sent-preview') });
  }

  /** Reads a file's header, finds out what it is, and goes on from there. */
  async function begin(input: Input, file: FileToRead): Promise<void> {
    const { deps, workspace, actor } = input;
    const { locale } = actor;
    const say = async (text: string): Promise<void> => {
      await (await deps.slack(workspace.id)).post(actor.slackUserId, { text });
    };
    const opened = await fetched(input, file, kinds());
    if (!opened.ok) return say(opened.problem);
    const head = await headIn(opened.value, kinds(), locale);
    opened.value.table.close();
    if (!head.ok) return say(head.problem);
    const [remembered] = (await rememberedFor(input, head.value.headers)).filter((one) =>
      Object.values(one.columns).every(
        (header) => head.value.headers.includes(header) || header.startsWith('='),
      ),
    );
    const found = guesses(head.value.headers, kinds());
    const kind = remembered?.kind ?? (found.length === 1 ? found[0]?.kind : undefined);
    const plan = planOf({ ...head.value, columns: {}, fixed: {}, order: null }, kindOf(kind), remembered);
    const row: ImportRow = {
      ...{
        id: importIdOf(workspace.id, input.transportKey),
        actorId: actor.memberId,
        slackUserId: actor.slackUserId,
      },
      ...{ fileId: file.id, fileUrl: file.url ?? '', fileName: opened.value.name, plan, kind },
      ...{ state: 'asked', channel: '', ts: '', counts: { fresh: 0, known: 0, wrong: 0 } },
    };
    const { state: _state, channel: _channel, ts: _ts, counts: _counts, ...fresh } = row;
    if (!(await addImport(deps.db, workspace.id, fresh, input.transportKey))) return;
    if (kind !== undefined) return proceed(input, row);
    const choices = found.length > 1 ? found.map((guess) => guess.kind) : kinds().map((one) => one.kind);
    const allowed = choices.filter((one) => kindOf(one)?.mayImport(actor));
    const about = { id: row.id, fileName: row.fileName, headers: head.value.headers };
    await show(input, row, askKindReply(about, allowed, found.length > 1, locale));
  }

  /** Shows what would become of a file whose kind is known; asks for its columns where some are missing. */
  async function proceed(input: Input, row: ImportRow): Promise<void> {
    const { deps, workspace, actor } = input;
    const kind = kindOf(row.kind);
    if (kind === undefined) return;
    // Their own slice says who may, and names them.
    if (kind.kind !== 'people' && !kind.mayImport(actor)) {
      await denied(deps.db, workspace.id, actor.memberId, `import-${kind.kind}`, `workspace:${workspace.id}`);
      await show(input, row, { text: kind.denied(actor.locale) });
      return;
    }
    const about = { id: row.id, fileName: row.fileName, kind, plan: row.plan };
    const missing = missingIn(new Map(Object.entries({ ...row.plan.columns, ...row.plan.fixed })), kind);
    if (missing.length > 0) {
      await show(input, row, missingReply(about, missing, actor.locale));
      return;
    }
    if (kind.kind === 'people') return handToPeople(input, row);
    await rehearse(input, row, kind);
  }

  async function handToPeople(input: Input, row: ImportRow): Promise<void> {
    const { columns, headers } = row.plan;
    const mapping = Object.fromEntries(Object.entries(columns).map(([key, at]) => [key, headers[at] ?? '']));
    await changeImport(input.deps.db, input.workspace.id, row.id, { state: 'left' });
    await wiring.people(input, { file: row.fileId, url: row.fileUrl || undefined, mapping });
  }

  async function rehearse(input: Input, asked: ImportRow, kind: TableImport): Promise<void> {
    const { deps, workspace, actor } = input;
    const { locale } = actor;
    const row = await show(input, asked, readingReply(asked.fileName, 0, locale));
    const read = await rehearsed(input, row, kind);
    if (typeof read === 'string') {
      await show(input, row, { text: read });
      return;
    }
    const { fresh, known, wrong } = read;
    const counted = { state: 'previewed', fresh, known, wrong } as const;
    // Somebody has imported it meanwhile, after the preview of another delivery of this act: what that says stays.
    if (!(await changeImport(deps.db, workspace.id, row.id, counted, 'asked', 'previewed'))) return;
    const about = { id: row.id, fileName: row.fileName, kind, plan: row.plan };
    await show(input, row, previewReply(about, read, locale));
  }

  /** A passage that changes nothing; else a sentence that says why there is none. */
  async function rehearsed(input: Input, row: ImportRow, kind: TableImport) {
    const { locale } = input.actor;
    const file = await fetched(input, { id: row.fileId, url: row.fileUrl || undefined }, [kind]);
    if (!file.ok) return file.problem;
    const { table } = file.value;
    const progress = pacer(input, row, (rows) => readingReply(row.fileName, rows, locale));
    const way = { table, plan: row.plan, kind };
    const passage = await goThrough(input, way, { importId: row.id, isRehearsal: true }, progress);
    table.close();
    return passage.ok ? passage.value : tableProblemText(passage.problem, row.fileName, locale);
  }

  /** The import behind a button, for the one whose it is; anything else is said. */
  async function mine(
    input: Input,
    id: string,
    isAdminEnough = false,
  ): Promise<{ row: ImportRow; kind: TableImport | undefined } | undefined> {
    const { deps, workspace, actor, reply } = input;
    const say = transferWords(actor.locale);
    const row = await findImport(deps.db, workspace.id, id);
    if (row === undefined) {
      await reply({ text: say('gone') });
      return undefined;
    }
    if (row.actorId !== actor.memberId && !(isAdminEnough && actor.isAdmin)) {
      await denied(deps.db, workspace.id, actor.memberId, 'import', `import:${id}`);
      await reply({ text: say('not-yours') });
      return undefined;
    }
    return { row, kind: kindOf(row.kind) };
  }

  const said = ({ deps, workspace, transportKey }: Input, { id }: ImportRow, what: ImportChange) =>
    sayOfImport(deps.db, workspace.id, id, what, transportKey);

  /** "This is spend": the kind of a file was chosen. */
  function chooseKind(chosen: TableKind) {
    return async (input: ActionInput): Promise<void> => {
      const found = await mine(input, input.value);
      if (found === undefined || !['asked', 'previewed'].includes(found.row.state)) return;
      const kind = kindOf(chosen);
      const plan = planOf(found.row.plan, kind, undefined);
      if (!(await said(input, found.row, { kind: chosen, plan }))) return;
      await proceed(input, { ...found.row, kind: chosen, plan });
    };
  }

  /** "Columns …": the form in which they are assigned. */
  async function openColumns(input: ActionInput): Promise<void> {
    const found = await mine(input, input.value);
    if (found?.kind === undefined) return;
    const { row, kind } = found;
    const about = { id: row.id, fileName: row.fileName, kind, plan: row.plan };
    await input.open(mappingModal(about, await kind.fixable?.(input), input.actor.locale));
  }

  /** The columns were assigned: remembered for files with the same ones, and shown anew. */
  async function submitColumns(input: SubmitInput): Promise<void> {
    const found = await mine(input, importOf(input.metadata));
    if (found?.kind === undefined) return;
    const { row, kind } = found;
    const { deps, workspace, actor } = input;
    if (!['asked', 'previewed'].includes(row.state))
      return input.reply({ text: transferWords(actor.locale)('gone') });
    const fixable = (await kind.fixable?.(input))?.column ?? '';
    const plan = withChoices(row.plan, { kind }, input.values, fixable);
    if (!(await said(input, row, { plan }))) return;
    const mapping: Mapping = { kind: kind.kind, columns: sayColumns(plan), order: plan.order };
    await keepMapping(deps.db, workspace.id, actor.memberId, headersName(plan.headers), mapping);
    await proceed(input, { ...row, plan });
  }

  /** "Day first" or "month first". */
  function sayOrder(order: DateOrder) {
    return async (input: ActionInput): Promise<void> => {
      const found = await mine(input, input.value);
      if (found?.row.state !== 'previewed') return;
      const plan = { ...found.row.plan, order };
      if (await said(input, found.row, { plan })) await proceed(input, { ...found.row, plan });
    };
  }

  /** "Import": by the one who sent the file, with the rights of now. */
  async function importNow(input: ActionInput): Promise<void> {
    const found = await mine(input, input.value);
    if (found?.kind === undefined) return;
    const { row, kind } = found;
    const { deps, workspace, actor } = input;
    if (!kind.mayImport(actor)) return proceed(input, row);
    const claim = await claimImport(
      deps.db,
      workspace.id,
      row.id,
      ['previewed'],
      'running',
      input.transportKey,
    );
    if (claim === 'claimed') return carryOut(input, row, kind);
    const say = transferWords(actor.locale);
    if (claim === 'taken') await input.reply({ text: say(row.state === 'running' ? 'busy' : 'gone') });
  }

  /** "Import nothing". */
  async function importNothing(input: ActionInput): Promise<void> {
    const found = await mine(input, input.value);
    if (found === undefined || !['asked', 'previewed'].includes(found.row.state)) return;
    if (!(await said(input, found.row, { state: 'left' }))) return;
    await input.replace({ text: transferWords(input.actor.locale)('nothing-done') });
  }

  /** "Send me the rejected rows": as they are rejected now. */
  async function rejectedRows(input: ActionInput): Promise<void> {
    const found = await mine(input, input.value);
    if (found?.kind === undefined) return;
    const read = await rehearsed(input, { ...found.row, ts: '' }, found.kind);
    if (typeof read === 'string') return input.reply({ text: read });
    if (read.wrong === 0) return input.reply({ text: transferWords(input.actor.locale)('rejected-none') });
    const { deps, workspace, transportKey } = input;
    if (await isFirst(deps.db, workspace.id, transportKey)) await sendRejected(input, found.row, read);
  }

  /** "Undo all". */
  async function undoAll(input: ActionInput): Promise<void> {
    const found = await mine(input, input.value, true);
    if (found?.kind === undefined) return;
    const { deps, workspace, actor } = input;
    const { row, kind } = found;
    const claim = await claimImport(deps.db, workspace.id, row.id, ['done'], 'undoing', input.transportKey);
    if (claim === 'claimed') return takeBack(input, row, kind, `${input.transportKey}:undo`);
    const say = transferWords(actor.locale);
    if (claim === 'taken') await input.reply({ text: say(row.state === 'undoing' ? 'busy' : 'undone-gone') });
  }

  return {
    ...{ takeFile, openForm, submitFile, chooseKind, openColumns, submitColumns, sayOrder },
    ...{ importNow, importNothing, rejectedRows, undoAll },
  };
}
