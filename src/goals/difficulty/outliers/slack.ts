/** T-07: `/goal difficulty`, and the proposals that follow from it. Rights are checked again at each press. */
import { localDateOf } from '../../../kpi/time.ts';
import type { Reply } from '../../../platform/blocks.ts';
import type { ActionInput, Input, VerbInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { plainReply } from '../../blocks.ts';
import { answering } from '../../buttons/slack.ts';
import type { Answer } from '../../change/slack.ts';
import { type Acting, type Circle, readCircle, subjectOf, whoseOf, widerOf } from '../../circle/slack.ts';
import type { Who } from '../../grammar/command.ts';
import { worthListing } from '../../list/listed.ts';
import { sayTo, subjectName } from '../../phrases.ts';
import { findTarget, targetsOf } from '../../store.ts';
import { officialFor, readSubject, subjectKey, type Target } from '../../target.ts';
import { choicesFor, countingFor, mayDo, maySee, type Whose, whosePerson } from '../../whose.ts';
import { type Asked, askedOf, judgedVersion } from '../judge.ts';
import { judgeAll } from '../reading/index.ts';
import { ALONE, doneBefore, outliersReply, type Scope } from './blocks.ts';
import { isOpen, type Judged, type Outliers, outliersOf, type Pressed, readPressed } from './outliers.ts';
import { carryOut } from './remedy/slack.ts';
import { outlierWords } from './words.ts';

/** `/goal difficulty`: of all whom the actor may set targets for and their own, or of one of them. */
export async function runDifficulty(input: VerbInput, circle: Circle, who: Who): Promise<void> {
  const whose = who.kind === 'self' ? undefined : whoseOf(who, input, circle);
  if (who.kind !== 'self' && whose === undefined)
    return input.reply(plainReply(sayTo(circle.reader)('unknown_member')));
  await show(input, circle, whose === undefined ? '' : subjectKey(whose.subject), (reply) =>
    input.reply(reply),
  );
}

/** Reads and shows the list; '' is all. */
async function show(input: Input, circle: Circle, key: string, answer: Answer): Promise<void> {
  const scope = scopeOf(input, circle, key);
  if (scope === undefined) return refuse(input, circle, key);
  const outliers = await read(input, circle, key);
  if (outliers === undefined) return answer(plainReply(outlierWords(circle.reader.locale)('unread')));
  await answer(outliersReply(outliers, scope, circle.reader));
}

/** Whose list it is; undefined where the actor may not see it. */
function scopeOf(input: Input, circle: Circle, key: string): Scope | undefined {
  if (key === '' || key === ALONE) return { key, name: '' };
  const subject = readSubject(key);
  const whose = subject === undefined ? undefined : subjectOf(subject, input, circle);
  if (subject === undefined || whose === undefined) return undefined;
  const isFine = whose.isSelf ? maySee(input.actor, whose) : mayDo(input.actor, 'set-target', whose);
  return isFine ? { key, name: subjectName(subject, whose.name, circle.reader) } : undefined;
}

async function refuse(
  { deps, workspace, actor, reply }: Input,
  { reader }: Circle,
  key: string,
  what: 'see-targets' | 'set-target' = 'see-targets',
): Promise<void> {
  await denied(deps.db, workspace.id, actor.memberId, what, key);
  await reply(plainReply(outlierWords(reader.locale)('denied')));
}

/** Everybody and everything that the list is of. */
function within(input: Input, circle: Circle, key: string): Whose[] {
  const { actor, workspace } = input;
  const { people, teams } = circle;
  const all = choicesFor(actor, people, teams, workspace.tz, widerOf(actor, workspace.tz, circle));
  const subject = readSubject(key);
  if (subject === undefined) return all;
  const inside = new Set(
    countingFor(subject, people, teams).map((person) =>
      subjectKey(whosePerson(person, actor.memberId).subject),
    ),
  );
  return all.filter((whose) => subjectKey(whose.subject) === key || inside.has(subjectKey(whose.subject)));
}

/** All of it judged; undefined where the history cannot be read. */
function read(input: Input, circle: Circle, key: string): Promise<Outliers | undefined> {
  return judgedAmong(input, circle, within(input, circle, key === ALONE ? '' : key));
}

/** T-07: the targets of these people and groups, judged; undefined where the history cannot be read. */
export async function judgedAmong(
  input: Acting,
  circle: Circle,
  among: readonly Whose[],
): Promise<Outliers | undefined> {
  const { deps, workspace, actor, now } = input;
  const { playbook, reader } = circle;
  const whoses = new Map(among.map((whose) => [subjectKey(whose.subject), whose]));
  const subjects = [...whoses.values()].map((whose) => whose.subject);
  const targets = await targetsOf(deps.db, workspace.id, { subjects });
  const asked = new Map<string, Asked>();
  const about = new Map<string, Omit<Judged, 'judgement'>>();
  for (const [subject, theirs] of Map.groupBy(targets, (one) => subjectKey(one.subject))) {
    const whose = whoses.get(subject);
    if (whose === undefined) continue;
    const today = localDateOf(now, whose.tz);
    for (const target of worthListing(theirs, today, reader)) {
      const metric = playbook.metrics.find((one) => one.key === target.metricKey);
      if (metric === undefined || !isShown(target, theirs, whose, today)) continue;
      const question = askedOf(target, metric, judgedVersion(target, today), today);
      if (question === undefined) continue;
      asked.set(target.id, question);
      about.set(target.id, { target, metric, whose });
    }
  }
  const judged = await judgeAll(input, circle, asked);
  if (judged.size < asked.size) return undefined;
  const found = [...about].flatMap(([id, one]): Judged[] => {
    const judgement = judged.get(id);
    return judgement === undefined ? [] : [{ ...one, judgement }];
  });
  return outliersOf(found, actor);
}

/** Own targets are for the person's own eyes here, and rest where a manager's counts (T-06). */
function isShown(target: Target, theirs: readonly Target[], whose: Whose, today: Asked['on']): boolean {
  if (target.layer === 'official') return true;
  return (
    whose.isSelf && officialFor(theirs, target.metricKey, target, { from: today, to: today }) === undefined
  );
}

/** "Propose" or "Set" at one target: what was shown is proposed, as long as the target is what it was. */
export async function suggest(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const circle = await readCircle(input);
  const say = outlierWords(circle.reader.locale);
  const pressed = readPressed(input.value);
  const scope = pressed?.scope ?? '';
  const target = await findTarget(deps.db, workspace.id, pressed?.targetId ?? '');
  const whose = target === undefined ? undefined : subjectOf(target.subject, input, circle);
  const isForeign = whose !== undefined && !whose.isSelf && !mayDo(actor, 'set-target', whose);
  if (isForeign) return refuse(input, circle, `target:${target?.id}`, 'set-target');
  if (scopeOf(input, circle, scope) === undefined) return refuse(input, circle, scope);
  const outliers = await read(input, circle, scope);
  const outlier = outliers?.listed.find((one) => one.target.id === target?.id);
  const { asked, difficulty } = outlier?.judgement ?? {};
  const isSame = asked?.value === pressed?.judged && difficulty?.suggestion === pressed?.value;
  const isAlone = scope === ALONE;
  if (outlier === undefined || pressed === undefined || !isSame || !isOpen(outlier)) {
    const done = isAlone && pressed && target && doneReply(target, pressed, circle, actor.memberId);
    if (isAlone) return input.replace(done || plainReply(say('moved_alone')));
    await input.reply(plainReply(say('moved')));
    return show(input, circle, scope, (reply) => input.replace(reply));
  }
  if (isAlone) return carryOut(input, circle, [outlier], answering(input));
  await carryOut(input, circle, [outlier]);
  await show(input, circle, scope, (reply) => input.replace(reply));
}

/** What a first press did, where it is pressed again; undefined where it is not the actor's doing. */
function doneReply(
  target: Target,
  pressed: Pressed,
  { playbook, reader }: Circle,
  actorId: string,
): Reply | undefined {
  const version = target.versions.at(-1);
  const metric = playbook.metrics.find((one) => one.key === target.metricKey);
  const isTheirs = version?.actorId === actorId && version.value === pressed.value;
  return isTheirs && metric !== undefined ? doneBefore(target, version, metric, reader) : undefined;
}

/** "Propose all": people are asked, teams' targets are set. */
export async function suggestAll(input: ActionInput): Promise<void> {
  const circle = await readCircle(input);
  const scope = input.value === 'all' ? '' : input.value;
  if (scopeOf(input, circle, scope) === undefined) return refuse(input, circle, scope);
  const outliers = await read(input, circle, scope);
  const open = outliers?.listed.filter(({ remedy }) => remedy === 'ask person' || remedy === 'set') ?? [];
  if (open.length === 0) await input.reply(plainReply(outlierWords(circle.reader.locale)('nothing_left')));
  else await carryOut(input, circle, open);
  await show(input, circle, scope, (reply) => input.replace(reply));
}
