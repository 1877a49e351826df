import type { CheckedView } from '../blocks/view.ts';
import { tellHome, tellViews } from '../browser/tell.ts';
import { newId, newSecret } from '../ids.ts';
import type { ViewRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';

const DEEPEST = 3;

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${newSecret(4)}`;
}

function createView(world: World, userId: string, view: CheckedView, below?: ViewRecord): ViewRecord {
  const id = newId('V');
  const place = { rootId: below?.rootId ?? id, previousId: below?.id ?? null };
  return { ...view, id, userId, hash: newHash(world), ...place };
}

/** Opens a modal as the only one of the person. */
export function openModal(world: World, userId: string, view: CheckedView): ViewRecord {
  const record = createView(world, userId, view);
  world.modals.set(userId, [record]);
  tellViews(world, userId);
  return record;
}

/** Lays a modal on top of the person's stack; undefined where three are open already. */
export function pushModal(world: World, userId: string, view: CheckedView): ViewRecord | undefined {
  const stack = world.modals.get(userId) ?? [];
  if (stack.length >= DEEPEST) return undefined;
  const record = createView(world, userId, view, stack.at(-1));
  world.modals.set(userId, [...stack, record]);
  tellViews(world, userId);
  return record;
}

/** Puts other contents into an open modal or a published Home. */
export function replaceView(world: World, old: ViewRecord, view: CheckedView): ViewRecord {
  const record = { ...old, ...view, hash: newHash(world) };
  if (old.type === 'home') return keepHome(world, record);
  const stack = world.modals.get(old.userId) ?? [];
  world.modals.set(
    old.userId,
    stack.map((one) => (one.id === old.id ? record : one)),
  );
  tellViews(world, old.userId);
  return record;
}

/** Takes this modal, and whatever lies on it, off the stack. */
export function closeModal(world: World, view: ViewRecord): void {
  const stack = world.modals.get(view.userId) ?? [];
  const index = stack.findIndex((one) => one.id === view.id);
  setStack(world, view.userId, index < 0 ? stack : stack.slice(0, index));
}

/** Closes all modals of the person; the ones that were open are returned, the top first. */
export function clearModals(world: World, userId: string): ViewRecord[] {
  const stack = world.modals.get(userId) ?? [];
  setStack(world, userId, []);
  return [...stack].reverse();
}

function setStack(world: World, userId: string, stack: ViewRecord[]): void {
  if (stack.length === 0) world.modals.delete(userId);
  else world.modals.set(userId, stack);
  tellViews(world, userId);
}

/** Publishes a person's Home. */
export function publishHome(world: World, userId: string, view: CheckedView): ViewRecord {
  const known = world.homes.get(userId);
  if (known !== undefined) return replaceView(world, known, view);
  return keepHome(world, createView(world, userId, view));
}

function keepHome(world: World, record: ViewRecord): ViewRecord {
  world.homes.set(record.userId, record);
  world.database.documents.put('home', record.userId, record);
  tellHome(world, record.userId);
  return record;
}

/** The open modal or published Home with that id or external id. */
export function findView(world: World, key: { id?: string; externalId?: string }): ViewRecord | undefined {
  const all = [...world.modals.values()].flat().concat([...world.homes.values()]);
  if (key.id) return all.find((view) => view.id === key.id);
  return key.externalId ? all.find((view) => view.externalId === key.externalId) : undefined;
}
