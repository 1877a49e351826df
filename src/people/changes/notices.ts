import type { Notice } from '../../platform/jobs/outbox.ts';
import type { Person } from '../person.ts';
import type { Nouns } from '../profile/phrases.ts';
import { changeToldReply } from './blocks.ts';
import { type Facets, facetKey } from './facets.ts';
import { changeLines } from './lines.ts';

/** A change as it is told. */
interface Made {
  id: string;
  subject: string;
  before: Facets;
  after: Facets;
}

/** What is known around a change. */
export interface Around {
  actor: { memberId: string; name: string };
  people: readonly Person[];
  teams: Nouns['teams'];
  isUndo: boolean;
}

/**
 * Whom a change is told beside the one who made it: the person whose card it was, and everybody who leads a team because of it, or no longer
 * does. Each hears of themselves alone, in their language.
 */
export function noticesOf(change: Made, around: Around): Notice[] {
  const { people, actor } = around;
  const concerned = people.filter(
    ({ memberId, isActive }) => isActive && memberId !== actor.memberId && isConcerned(change, memberId),
  );
  return concerned.map((person) => {
    const own = {
      subject: `member:${person.memberId}`,
      before: ownFacets(change.before, person.memberId),
      after: ownFacets(change.after, person.memberId),
    };
    const admin = own.after[`member:${person.memberId}:isAdmin`];
    const told = {
      actorName: actor.name,
      lines: changeLines(own, around, person.locale),
      admin: typeof admin === 'boolean' ? admin : undefined,
      isUndo: around.isUndo,
    };
    return {
      key: `people:${change.id}:${person.memberId}`,
      channel: person.slackUserId,
      reply: changeToldReply(told, person.locale),
    };
  });
}

function isConcerned({ subject, after }: Made, memberId: string): boolean {
  if (subject === `member:${memberId}`) return true;
  return Object.keys(after).some((text) => {
    const key = facetKey(text);
    return key?.kind === 'leads' && key.memberId === memberId;
  });
}

function ownFacets(facets: Facets, memberId: string): Facets {
  const own = Object.entries(facets).filter(([text]) => {
    const key = facetKey(text);
    return key !== undefined && 'memberId' in key && key.memberId === memberId;
  });
  return Object.fromEntries(own);
}
