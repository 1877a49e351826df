/** T-05: `/goal ramp`: what newcomers are asked for, for everybody or off for one. */
import { DEFAULT_RAMP, parseRamp } from '../../kpi/ramp.ts';
import { updateMember } from '../../people/store.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Input, VerbInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { denied, updateWorkspace } from '../../workspace/store.ts';
import { plainReply } from '../blocks.ts';
import { type Circle, whoseOf } from '../circle/slack.ts';
import type { GoalCommand } from '../grammar/command.ts';
import { sayTo } from '../phrases.ts';
import { mayDo } from '../whose.ts';
import { rampWords } from './words.ts';

type RampCommand = Extract<GoalCommand, { kind: 'ramp' }>;

export async function runRamp(input: VerbInput, circle: Circle, command: RampCommand): Promise<void> {
  return command.who.kind === 'person' ? forPerson(input, circle, command) : forAll(input, circle, command);
}

async function forAll(input: Input, { reader }: Circle, { said }: RampCommand): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = rampWords(reader.locale);
  const now = currentRamp(workspace.settings);
  if (said === 'ask') {
    const is = now === null ? say('is_off') : say('is', { percents: percentsText(now, reader.locale) });
    return input.reply(plainReply(`${is}\n${say('change')}`));
  }
  if (!actor.isAdmin) return refused(input, reader.locale, 'workspace');
  const percents = said === 'on' ? DEFAULT_RAMP : said.percents;
  const settings = { ramp: percents === null ? 'off' : percents.join('/') };
  await updateWorkspace(deps.db, workspace.id, actor.memberId, { settings });
  await deps.db.durable();
  const text =
    percents === null ? say('done_off') : say('done', { percents: percentsText(percents, reader.locale) });
  await input.reply(plainReply(text));
}

async function forPerson(input: Input, circle: Circle, { who, said }: RampCommand): Promise<void> {
  const { deps, workspace, actor } = input;
  const { reader } = circle;
  const say = rampWords(reader.locale);
  const whose = whoseOf(who, input, circle);
  const person = circle.people.find((one) => one.memberId === whose?.subject.id);
  if (whose === undefined || person === undefined)
    return input.reply(plainReply(sayTo(reader)('unknown_member')));
  if (!mayDo(actor, 'set-target', whose) || (whose.isSelf && !actor.isAdmin))
    return refused(input, reader.locale, `member:${person.memberId}`);
  const name = plainInMrkdwn(person.name);
  if (person.firstDay === null) return input.reply(plainReply(say('person_none', { name })));
  const isOff = said !== 'on' && said !== 'ask';
  if (said !== 'ask') {
    await updateMember(deps.db, workspace.id, actor.memberId, person.memberId, { isRampOff: isOff });
    await deps.db.durable();
  }
  const percents = currentRamp(workspace.settings);
  const on =
    percents === null
      ? say('is_off')
      : say('person_on', { name, percents: percentsText(percents, reader.locale) });
  await input.reply(plainReply(isOff ? say('person_off', { name }) : on));
}

async function refused(input: Input, locale: Locale, subject: string): Promise<void> {
  await denied(input.deps.db, input.workspace.id, input.actor.memberId, 'set-ramp', subject);
  await input.reply(plainReply(rampWords(locale)('denied')));
}

/** The workspace's ramp; null: off. */
function currentRamp(settings: Record<string, unknown>): readonly number[] | null {
  const stored = settings['ramp'];
  const read = typeof stored === 'string' ? parseRamp(stored) : DEFAULT_RAMP;
  return read === undefined ? DEFAULT_RAMP : read;
}

function percentsText(percents: readonly number[], locale: Locale): string {
  const say = rampWords(locale);
  return percents.map((value) => say('percent', { value })).join(say('join'));
}
