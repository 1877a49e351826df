/**
 * What Pacer asks of a workspace, and why: each scope's reason is shown before somebody agrees. test/manifest.test.ts holds this list
 * against manifest.yml.
 */
export const botScopes = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;
export type BotScope = (typeof botScopes)[number];

/** Those that may be left out: Slack offers them apart, and Pacer asks a person instead where it may not look. */
export const optionalScopes: readonly BotScope[] = ['channels:history', 'groups:history'];
