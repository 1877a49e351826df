/**
 * What Pacer asks of a workspace, and why: each scope's reason is shown before somebody agrees, in this order, what may be left out last. test/manifest.test.ts holds this list
 * against manifest.yml.
 */
export const botScopes = [
  'commands',
  'chat:write',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'files:write',
  'files:read',
  'channels:read',
  'groups:read',
  'channels:join',
  'channels:history',
  'groups:history',
] as const;
export type BotScope = (typeof botScopes)[number];

/** Those that may be left out: Slack offers them apart, and Pacer asks a person instead where it may not look. */
export const optionalScopes: readonly BotScope[] = ['channels:history', 'groups:history'];
