import type { KnownBlock } from '@slack/types';
import type { DateRange } from '../../kpi/localDate.ts';
import type { Person } from '../../people/person.ts';
import { may } from '../../people/rights.ts';
import { listPeople, membershipsIn } from '../../people/store.ts';
import { actions, button, context, section } from '../../platform/blocks.ts';
import type { Db } from '../../platform/db/index.ts';
import { inMessage } from '../../platform/fit.ts';
import { cut, escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf, type Playbook } from '../../playbook/playbook.ts';
import { denied } from '../../workspace/store.ts';
import type { RecordedActivity } from '../activity.ts';
import { lineOf } from '../blocks.ts';
import { listIn } from '../facts/store.ts';
import { frameFor } from '../recording/slack.ts';
import { words } from '../words.ts';
import {
  filtersBehind,
  isBehind,
  isOf,
  type LinesWanted,
  linesValue,
  readWanted,
  type Stay,
  typesOf,
} from './lines.ts';

/** So many lines are shown at once, the newest first. */
const SHOWN = 20;
/** So many are read at once. */
const BATCH = 200;

/** M-06: "Show me the lines": the log lines behind a figure, a page at a time, to whoever may see them. */
export async function showLines(input: ActionInput): Promise<void> {
  const { workspace, actor } = input;
  const wanted = readWanted(input.value);
  if (wanted === undefined) return;
  const people = await listPeople(input.deps.db, workspace.id, input.today);
  const seen = await seenBy(input, wanted, people);
  if (seen === undefined) return denyLines(input, wanted);
  const frame = await frameFor(input);
  const page = await readPage(input, wanted, seen.stays, frame.playbook);
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  const metric = frame.playbook.metrics.find((one) => one.key === wanted.metricKey);
  const say = words(actor.locale);
  const title = say('linesTitle', {
    name: escapeText(metric === undefined ? wanted.metricKey : nameOf(metric, actor.locale)),
  });
  const isOfMany = wanted.subject.kind !== 'member';
  const who = (memberId: string): string =>
    isOfMany ? `${plainInMrkdwn(names.get(memberId) ?? '?')} · ` : '';
  const lines = page.facts.map((fact) => [
    section(cut(`• ${who(fact.memberId)}${lineOf(fact, { ...frame, names, isDated: true })}`, 400)),
  ]);
  await input.reply({
    text: title,
    blocks: inMessage(
      [section(`*${title}*`)],
      lines,
      ending(page, wanted, seen.isAll, actor.locale),
      actor.locale,
    ),
  });
}

/** Which of the lines these are, whether all of the figure's are among them, and the way to the next. */
function ending({ facts, hasMore }: Page, wanted: LinesWanted, isAll: boolean, locale: Locale): KnownBlock[] {
  const say = words(locale);
  const last = wanted.after + facts.length;
  const cursor = facts.at(-1)?.id ?? '';
  const which =
    last === 0
      ? say('linesNone')
      : hasMore || wanted.after > 0
        ? say('linesPage', { first: wanted.after + 1, last })
        : say('linesLatest', { count: last });
  return [
    context(isAll ? which : `${which} ${say('linesHidden')}`),
    ...(hasMore
      ? [
          actions(
            button(say('linesOlder'), 'activities.lines', linesValue({ ...wanted, after: last, cursor })),
          ),
        ]
      : []),
  ];
}

interface Page {
  facts: RecordedActivity[];
  hasMore: boolean;
}

async function readPage(
  { deps, workspace }: ActionInput,
  { metricKey, range, cursor }: LinesWanted,
  stays: ReadonlyMap<string, readonly Stay[]>,
  playbook: Playbook,
): Promise<Page> {
  const filters = filtersBehind(playbook, metricKey);
  const types = typesOf(filters);
  const read = { range, memberIds: [...stays.keys()], ...(types === undefined ? {} : { types }) };
  const found: RecordedActivity[] = [];
  for (let after = cursor; found.length <= SHOWN; ) {
    const batch = await listIn(deps.db, workspace.id, read, BATCH, after);
    found.push(...batch.filter((fact) => isBehind(filters, fact) && isOf(stays, fact)));
    const last = batch.at(-1);
    if (batch.length < BATCH || last === undefined) break;
    after = last.id;
  }
  return { facts: found.slice(0, SHOWN), hasMore: found.length > SHOWN };
}

/** The times for which people count whose lines the actor may see, and whether that is everybody behind the figure; undefined: nobody. */
async function seenBy(
  { deps, workspace, actor }: ActionInput,
  { subject, range }: LinesWanted,
  people: readonly Person[],
): Promise<{ stays: Map<string, Stay[]>; isAll: boolean } | undefined> {
  const behind = await staysBehind(deps.db, workspace.id, subject, range);
  const teamOf = new Map(people.map(({ memberId, teamId }) => [memberId, teamId]));
  // Rights follow today's team (P-06).
  const seen = behind.filter(({ memberId }) =>
    may(actor, 'see-figures', { memberId, teamId: teamOf.get(memberId) ?? null }),
  );
  // A team's or a region's single lines are its people's figures: who leads nobody there reads their own under their own name.
  const leads = seen.some(({ memberId }) => subject.kind === 'member' || memberId !== actor.memberId);
  if (!leads && !actor.isAdmin) return undefined;
  return { stays: Map.groupBy(seen, (stay) => stay.memberId), isAll: seen.length === behind.length };
}

/** P-06: who counts for the figure, and when. */
async function staysBehind(
  db: Db,
  workspaceId: string,
  { kind, id }: LinesWanted['subject'],
  range: DateRange,
): Promise<Stay[]> {
  if (kind === 'member') return [{ memberId: id, from: range.from, to: null }];
  const stays = await membershipsIn(db, workspaceId, range, kind === 'team' ? id : undefined);
  return kind === 'region' ? stays.filter(({ region }) => region === id) : stays;
}

async function denyLines(
  { deps, workspace, actor, reply }: ActionInput,
  { subject }: LinesWanted,
): Promise<void> {
  await denied(deps.db, workspace.id, actor.memberId, 'see-figures', `${subject.kind}:${subject.id}`);
  await reply({ text: words(actor.locale)('linesDenied') });
}
