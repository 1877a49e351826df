import { z } from 'zod';
import { install } from '../site/installation.ts';
import { type Verbs, verb } from './verb.ts';

export const reinstallVerbs: Verbs = {
  /** As if the owner had pressed "Install to workspace" in the app's settings: without OAuth, and the new token is in the answer. */
  install: verb(z.object({}), (world) => {
    const { ownerId, isInstalled } = world.installation;
    if (isInstalled) return { ok: false, error: 'already_installed' };
    const { botScopes, userScopes } = world.manifest;
    const { bot } = install(world, { userId: ownerId, scopes: botScopes, userScopes });
    return { ok: true, data: { botToken: bot?.token ?? '' } };
  }),
};
