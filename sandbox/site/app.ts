import { newId, newSecret } from '../ids.ts';
import type { Documents } from '../workspace/database.ts';

/** The one app as Slack knows it, in whichever workspaces it is installed: its id and its credentials. */
export interface AppRecord {
  appId: string;
  /** For Socket Mode: one link for all workspaces. */
  appToken: string;
  verificationToken: string;
  signingSecret: string;
  clientId: string;
  clientSecret: string;
}

/** Reads the app's record, or makes it. Older data directories hold its parts in the first workspace's installation. */
export function readApp(documents: Documents): AppRecord {
  const earlier = documents.get<Partial<AppRecord>>('installation', 'app');
  const record = { ...newApp(), ...pick(earlier ?? {}), ...documents.get<AppRecord>('app', 'app') };
  documents.put('app', 'app', record);
  return record;
}

function newApp(): AppRecord {
  const appId = newId('A');
  return {
    appId,
    appToken: `xapp-1-${appId}-${newSecret(24)}`,
    verificationToken: newSecret(12),
    signingSecret: newSecret(16),
    clientId: `${Date.now()}.${newId('1')}`,
    clientSecret: newSecret(16),
  };
}

const KEYS = [
  'appId',
  'appToken',
  'verificationToken',
  'signingSecret',
  'clientId',
  'clientSecret',
] as const satisfies (keyof AppRecord)[];

function pick(record: Partial<AppRecord>): Partial<AppRecord> {
  return Object.fromEntries(KEYS.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])));
}
