import { createHash } from 'node:crypto';
import { newSecret } from '../ids.ts';

/** A right to open one modal for one person. */
export interface Trigger {
  userId: string;
  /** The modal from which the person acted, if it was one. */
  viewId?: string;
}

export type TriggerProblem = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** Trigger ids: valid for 3 seconds, for one call. */
export interface Triggers {
  issue(trigger: Trigger): string;
  /** Uses the trigger up. */
  exchange(id: string): Trigger | TriggerProblem;
}

const LIFETIME_MS = 3_000;
const KEEP_MS = 60_000;

export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>();
  let serial = 0;
  return {
    issue(trigger) {
      for (const [id, { at }] of issued) {
        if (now() - at < KEEP_MS) break;
        issued.delete(id);
      }
      serial += 1;
      const id = `${now()}.${serial}.${createHash('md5').update(newSecret()).digest('hex')}`;
      issued.set(id, { trigger, at: now(), used: false });
      return id;
    },
    exchange(id) {
      const entry = issued.get(id);
      if (entry === undefined) return 'invalid_trigger_id';
      if (entry.used) return 'exchanged_trigger_id';
      if (now() - entry.at > LIFETIME_MS) return 'expired_trigger_id';
      entry.used = true;
      return entry.trigger;
    },
  };
}
