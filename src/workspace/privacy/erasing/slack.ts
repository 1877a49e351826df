import { MemberLookup } from '../../../people/lookup.ts';
import type { Person } from '../../../people/person.ts';
import { may } from '../../../people/rights.ts';
import { listPeople } from '../../../people/store.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import { normalise } from '../../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../../platform/slice.ts';
import { denied } from '../../store.ts';
import { privacyWords } from '../words.ts';
import { askReply, erasedIn, eraseForm } from './blocks.ts';
import { erasePerson, identityOf } from './store.ts';
import { aliasesIn, isConfirmed } from './traces.ts';

/** Erasing a person: an administrator, in two steps, never oneself. */

async function isAllowed(input: Input, memberId: string | null): Promise<boolean> {
  const { deps, workspace, actor } = input;
  if (may(actor, 'delete-data', { memberId: null, teamId: null })) return true;
  const subject = memberId === null ? `workspace:${workspace.id}` : `member:${memberId}`;
  await denied(deps.db, workspace.id, actor.memberId, 'delete-data', subject);
  await input.reply({ text: privacyWords(actor.locale)('eraseDenied') });
  return false;
}

/** `/pace erase @ana`: says what it means, with the button that leads on. */
export async function erase(input: VerbInput): Promise<void> {
  const { deps, workspace, actor, today } = input;
  const say = privacyWords(actor.locale);
  if (!(await isAllowed(input, null))) return;
  const typed = normalise(input.text).text.trim();
  if (typed === '') return input.reply({ text: say('eraseWho') });
  const person = personIn(typed, await listPeople(deps.db, workspace.id, today));
  const isThere =
    person !== undefined && (await identityOf(deps.db, workspace.id, person.memberId)) !== undefined;
  if (person === undefined || !isThere)
    return input.reply({ text: say('eraseUnknown', { name: plainInMrkdwn(typed.slice(0, 100)) }) });
  if (person.memberId === actor.memberId) return input.reply({ text: say('eraseSelf') });
  await input.reply(askReply(person, actor.locale));
}

function personIn(typed: string, people: readonly Person[]): Person | undefined {
  const found = new MemberLookup(people).find(typed);
  return found.kind === 'person' ? found.person : undefined;
}

/** "Erase…": the form in which the name has to be typed. */
export async function openErase(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  if (!(await isAllowed(input, input.value))) return;
  const found = await identityOf(deps.db, workspace.id, input.value);
  if (found === undefined) return input.reply({ text: privacyWords(actor.locale)('gone') });
  await input.open(eraseForm({ memberId: input.value, name: found.name }, actor.locale));
}

/** The name was typed: who, right and name are asked of the database again. */
export async function submitErase(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey, values } = input;
  const say = privacyWords(actor.locale);
  const { memberId } = erasedIn(input.metadata);
  if (!(await isAllowed(input, memberId))) return;
  const found = await identityOf(deps.db, workspace.id, memberId);
  if (found === undefined) return input.reply({ text: say('gone') });
  if (!isConfirmed(values['name'] ?? '', found.name)) return input.reply({ text: say('wrongName') });
  await input.reply({ text: say('erasing', { name: plainInMrkdwn(found.name) }) });
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const done = await erasePerson(deps.db, act, memberId, {
    aliases: aliasesIn(values['aliases'] ?? ''),
    called: (number) => privacyWords(workspace.locale)('pseudonym', { number }),
  });
  if (done === 'repeated') return;
  const text =
    typeof done === 'string' ? say(done === 'self' ? 'eraseSelf' : 'gone') : say('erased', { ...done });
  await input.reply({ text });
}
