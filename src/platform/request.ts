import { AsyncLocalStorage } from 'node:async_hooks';

/** Which acts the request under way has brought into effect itself: its copies have the same keys, and have not. */
const taken = new AsyncLocalStorage<Set<string>>();

const named = (workspaceId: string, key: string): string => `${workspaceId} ${key}`;

/** Runs the work of one request as such. */
export const asOneRequest = <T>(work: () => Promise<T>): Promise<T> => taken.run(new Set(), work);

/** Notes that the request under way took this key. */
export const takeHere = (workspaceId: string, key: string): void =>
  void taken.getStore()?.add(named(workspaceId, key));

export const hasTakenHere = (workspaceId: string, key: string): boolean =>
  taken.getStore()?.has(named(workspaceId, key)) ?? false;
