import { newSecret } from '../ids.ts';

/** One-time tickets for a socket, good for half a minute. */
export interface Tickets {
  issue(): string;
  /** Uses the ticket up; false for an unknown, used or old one. */
  redeem(ticket: string): boolean;
}

const LIFETIME_MS = 30_000;

export function createTickets(): Tickets {
  const issued = new Map<string, NodeJS.Timeout>();
  return {
    issue() {
      const ticket = newSecret();
      issued.set(ticket, setTimeout(() => issued.delete(ticket), LIFETIME_MS).unref());
      return ticket;
    },
    redeem(ticket) {
      clearTimeout(issued.get(ticket));
      return issued.delete(ticket);
    },
  };
}
