import type { Documents } from './database.ts';

/** A group that people can be addressed by, such as `@sales-west`. */
export interface UsergroupRecord {
  id: string;
  /** Without the at sign. */
  handle: string;
  name: string;
  description: string;
  userIds: string[];
  disabled: boolean;
  /** In seconds. */
  created: number;
  updated: number;
}

export interface Usergroups {
  all(): UsergroupRecord[];
  get(id: string): UsergroupRecord | undefined;
  byHandle(handle: string): UsergroupRecord | undefined;
  put(group: UsergroupRecord): void;
}

const KIND = 'usergroup';

/** The workspace's user groups, in memory and written through. */
export function createUsergroups(documents: Documents): Usergroups {
  const groups = new Map(documents.all<UsergroupRecord>(KIND).map((group) => [group.id, group]));
  return {
    all: () => [...groups.values()],
    get: (id) => groups.get(id),
    byHandle: (handle) => [...groups.values()].find((group) => group.handle === handle.toLowerCase()),
    put(group) {
      groups.set(group.id, group);
      documents.put(KIND, group.id, group);
    },
  };
}
