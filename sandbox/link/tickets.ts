import { newSecret } from '../ids.ts';

/** One-time tickets for a socket, good for half a minute. */
export interface Tickets {
  issue(): string;
  /** Uses the ticket up; false for an unknown, used or old one. */
  redeem(ticket: string): boolean;
}

export const TICKET_MS = 30_000;

export function createTickets(now: () => number = Date.now): Tickets {
  const issued = new Map<string, number>();
  return {
    issue() {
      for (const [ticket, at] of issued) if (now() - at > TICKET_MS) issued.delete(ticket);
      const ticket = newSecret();
      issued.set(ticket, now());
      return ticket;
    },
    redeem(ticket) {
      const at = issued.get(ticket);
      issued.delete(ticket);
      return at !== undefined && now() - at <= TICKET_MS;
    },
  };
}
