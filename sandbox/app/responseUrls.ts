import { newSecret } from '../ids.ts';

/** Where a `response_url` leads: to one person in one conversation, and to the message that was acted on. */
export interface ResponseTarget {
  userId: string;
  channel: string;
  /** The message with the pressed button; absent for slash commands. */
  messageTs?: string;
  threadTs?: string;
}

/** Response addresses: 5 uses within 30 minutes. */
export interface ResponseUrls {
  /** The secret last part of the address. */
  issue(target: ResponseTarget): string;
  /** Where it leads or led, without using it; undefined where it was not issued here. */
  find(secret: string): ResponseTarget | undefined;
  use(secret: string): ResponseTarget | 'expired_url' | 'used_url' | 'not_found';
}

const LIFETIME_MS = 30 * 60_000;
const USES = 5;

export function createResponseUrls(now: () => number): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  return {
    issue(target) {
      for (const [secret, { at }] of issued) {
        if (now() - at < LIFETIME_MS * 2) break;
        issued.delete(secret);
      }
      const secret = newSecret();
      issued.set(secret, { target, at: now(), uses: 0 });
      return secret;
    },
    find: (secret) => issued.get(secret)?.target,
    use(secret) {
      const entry = issued.get(secret);
      if (entry === undefined) return 'not_found';
      if (now() - entry.at > LIFETIME_MS) return 'expired_url';
      if (entry.uses >= USES) return 'used_url';
      entry.uses += 1;
      return entry.target;
    },
  };
}
