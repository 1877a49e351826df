import { AsyncLocalStorage } from 'node:async_hooks';

interface Request {
  /** The transport key of the act that came in. */
  key: string;
  /** Which acts it has brought into effect itself: its copies have the same keys, and have not. */
  taken: Set<string>;
}
const request = new AsyncLocalStorage<Request>();

const named = (workspaceId: string, key: string): string => `${workspaceId} ${key}`;

/** Runs the work of one request as such. */
export const asOneRequest = <T>(key: string, work: () => Promise<T>): Promise<T> =>
  request.run({ key, taken: new Set() }, work);

/** The key of the act that is served, for what is no effect of it and still happens once; undefined where nobody acts. */
export const keyHere = (): string | undefined => request.getStore()?.key;

/** Notes that the request under way took this key. */
export const takeHere = (workspaceId: string, key: string): void =>
  void request.getStore()?.taken.add(named(workspaceId, key));

export const hasTakenHere = (workspaceId: string, key: string): boolean =>
  request.getStore()?.taken.has(named(workspaceId, key)) ?? false;
