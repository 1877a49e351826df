import { findView, openModal, publishHome, pushModal, replaceView } from '../app/modals.ts';
import type { Trigger } from '../app/triggers.ts';
import { type CheckedView, checkView } from '../blocks/view.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import { type Args, missing, object, required, text } from './args.ts';
import { isUsableFile } from './content.ts';
import { existingPerson } from './find.ts';
import type { Family } from './method.ts';
import { refuse } from './refusal.ts';
import { viewShape } from './shapes.ts';

/** `views.*`: no scope is needed, but a trigger for opening, and the Home tab for publishing. */
export const viewMethods = {
  'views.open': { token: 'bot', handler: open },
  'views.push': { token: 'bot', handler: push },
  'views.update': { token: 'bot', handler: update },
  'views.publish': { token: 'bot', handler: publish },
} satisfies Family<'views'>;

/** The view, checked; refused with `invalid_arguments` and pointers below `/view`. */
export function readView(world: World, view: JsonObject, type: CheckedView['type']): CheckedView {
  const result = checkView(view, (id) => isUsableFile(world, id));
  if (!result.ok) {
    const messages = result.problems.map((problem) => `[ERROR] ${problem}`);
    return refuse(result.error, { response_metadata: { messages } });
  }
  if (result.view.type !== type) refuse('invalid_arguments', wrongType(result.view.type));
  return result.view;
}

function wrongType(type: string): JsonObject {
  return { response_metadata: { messages: [`[ERROR] unsupported type: ${type} [json-pointer:/view/type]`] } };
}

function exchange(world: World, args: Args): Trigger {
  const trigger = world.triggers.exchange(required(args, 'trigger_id'));
  return typeof trigger === 'string' ? refuse(trigger) : trigger;
}

function assertNewExternalId(world: World, view: CheckedView, own?: string): void {
  const other = findView(world, { externalId: view.externalId });
  if (other !== undefined && other.id !== own) refuse('duplicate_external_id');
}

function open(world: World, args: Args): Answers['views.open'] {
  const view = readView(world, object(args, 'view'), 'modal');
  assertNewExternalId(world, view);
  const { userId } = exchange(world, args);
  return { view: viewShape(world, openModal(world, userId, view)) };
}

function push(world: World, args: Args): Answers['views.push'] {
  const view = readView(world, object(args, 'view'), 'modal');
  assertNewExternalId(world, view);
  const { userId, viewId } = exchange(world, args);
  // Only what was done inside a modal may lay another one on it.
  const isOpen = viewId !== undefined && findView(world, { id: viewId })?.type === 'modal';
  if (!isOpen) refuse('invalid_trigger_id');
  const pushed = pushModal(world, userId, view);
  return pushed === undefined ? refuse('push_limit_reached') : { view: viewShape(world, pushed) };
}

function update(world: World, args: Args): Answers['views.update'] {
  const given = object(args, 'view');
  const id = text(args, 'view_id');
  const externalId = text(args, 'external_id');
  if (id === '' && externalId === '') missing('view_id');
  const old = findView(world, { id, externalId }) ?? refuse('not_found');
  const view = readView(world, given, old.type);
  assertNewExternalId(world, view, old.id);
  assertHash(args, old.hash);
  return { view: viewShape(world, replaceView(world, old, view)) };
}

function publish(world: World, args: Args): Answers['views.publish'] {
  const view = readView(world, object(args, 'view'), 'home');
  if (!world.manifest.hasHome) refuse('not_enabled');
  const person = existingPerson(world, required(args, 'user_id'));
  const known = world.homes.get(person.id);
  if (known !== undefined) assertHash(args, known.hash);
  return { view: viewShape(world, publishHome(world, person.id, view)) };
}

function assertHash(args: Args, hash: string): void {
  const given = text(args, 'hash');
  if (given !== '' && given !== hash) refuse('hash_conflict');
}
