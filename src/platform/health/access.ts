import { createHash, timingSafeEqual } from 'node:crypto';

/** Who may read the figures and the details of the health: everybody who reaches the address, whoever brings the token, or nobody. */
export type Access = { kind: 'everybody' } | { kind: 'bearer'; token: string } | { kind: 'nobody' };

/** Whether a request's `Authorization` opens them; compared in constant time. */
export function mayRead(access: Access, authorization: string | undefined): boolean {
  switch (access.kind) {
    case 'everybody':
      return true;
    case 'nobody':
      return false;
    case 'bearer':
      return timingSafeEqual(digest(`Bearer ${access.token}`), digest(authorization ?? ''));
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
