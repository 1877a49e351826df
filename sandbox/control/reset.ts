import { z } from 'zod';
import { resetSite } from '../site/reset.ts';
import { type Verbs, verb } from './verb.ts';

export const resetVerbs: Verbs = {
  /** All workspaces as freshly founded; tokens, installations and the app's addresses stay. */
  reset: verb(z.object({}), ({ site }) => {
    resetSite(site);
    return { ok: true };
  }),
};
