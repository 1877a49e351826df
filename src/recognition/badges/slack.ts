import { localDateOf } from '../../kpi/time.ts';
import { MemberLookup } from '../../people/lookup.ts';
import type { Person } from '../../people/person.ts';
import { may } from '../../people/rights.ts';
import { listPeople, personById } from '../../people/store.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, HomePart, Input, VerbInput } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import { type Badge, standing } from './badge.ts';
import { badgesHome, badgesReply } from './blocks.ts';
import { dealTypes } from './firsts.ts';
import { nextSteps, type Step } from './next.ts';
import { badgeReader } from './phrases.ts';
import { type BadgeFrame, readSeen } from './reading/index.ts';
import { badgesOf } from './store.ts';
import { badgeWords } from './words.ts';

const HOME_ORDER = 46;
/** So long it is said that a badge was withdrawn. */
const GONE_DAYS = 90;

/** `/pace badges`: one's own; `/pace badges @ana`: a colleague's, by right. */
export async function badgesVerb(input: VerbInput): Promise<void> {
  const { actor } = input;
  const said = normalise(input.text).text.trim();
  if (said === '') return showBadges(input);
  const people = await listPeople(input.deps.db, input.workspace.id, input.today);
  const found = personIn(said, people);
  if (typeof found === 'string')
    return input.reply({ text: badgeWords(actor.locale)(found, { name: plainInMrkdwn(said) }) });
  await showOf(input, found);
}

function personIn(said: string, people: readonly Person[]): Person | 'unknown' | 'several' {
  const mention = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/u.exec(said);
  const named = people.find((one) => one.slackUserId === mention?.[1]);
  if (named !== undefined) return named;
  const found = new MemberLookup(people).find(said.replace(/^@/u, ''));
  return found.kind === 'person' ? found.person : found.kind;
}

/** The button in Home and below what was told; with somebody's id, where a payout rests on their badges. */
export async function pressBadges(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, today, value } = input;
  if (value === '' || value === actor.memberId) return showBadges(input);
  const person = await personById(deps.db, workspace.id, value, today);
  await (person === undefined ? showBadges(input) : showOf(input, person));
}

async function showBadges(input: Input): Promise<void> {
  const { deps, workspace, actor, today, now } = input;
  const person = await personById(deps.db, workspace.id, actor.memberId, today);
  if (person === undefined) return;
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const frame: BadgeFrame = { db: deps.db, workspace, playbook, now };
  const [kept, seen] = await Promise.all([
    badgesOf(deps.db, workspace.id, actor.memberId),
    readSeen(frame, person),
  ]);
  const about = { firstDay: person.firstDay, hasDeals: dealTypes(playbook).length > 0 };
  await answer(input, { name: null, kept, next: nextSteps(seen, kept, about) });
}

async function showOf(input: Input, person: Person): Promise<void> {
  const { deps, workspace, actor } = input;
  const { memberId, teamId, name } = person;
  if (memberId === actor.memberId) return showBadges(input);
  if (!may(actor, 'see-figures', { memberId, teamId })) {
    await denied(deps.db, workspace.id, actor.memberId, 'see-badges', `member:${memberId}`);
    return input.reply({ text: badgeWords(actor.locale)('denied', { name: plainInMrkdwn(name) }) });
  }
  await answer(input, { name, kept: await badgesOf(deps.db, workspace.id, memberId), next: [] });
}

async function answer(
  input: Input,
  { name, kept, next }: { name: string | null; kept: readonly Badge[]; next: readonly Step[] },
): Promise<void> {
  const { deps, workspace, actor, now } = input;
  const { metrics } = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const since = now.subtract({ hours: 24 * GONE_DAYS }).epochMilliseconds;
  const gone = kept.flatMap((badge) =>
    badge.withdrawnAt !== null && badge.withdrawnAt.epochMilliseconds >= since
      ? [{ badge, on: formatDate(localDateOf(badge.withdrawnAt, actor.tz), actor.locale, true) }]
      : [],
  );
  const reader = badgeReader(workspace, metrics, actor.locale);
  await input.reply(badgesReply({ name, badges: standing(kept), gone, next }, reader));
}

/** Home: how many there are, and the latest. */
export async function badgesPart({ deps, workspace, actor }: Input): Promise<HomePart[]> {
  const [kept, { metrics }] = await Promise.all([
    badgesOf(deps.db, workspace.id, actor.memberId),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  return [{ order: HOME_ORDER, blocks: badgesHome(kept, badgeReader(workspace, metrics, actor.locale)) }];
}
